/**
 * A program for Python that runs a command twice with a small file system of its own at `disk` in its working folder:
 * the first time it fills up, or may only be read once the first record is there; the second time it has room. Only
 * this program and its children see that file system, which is gone when it ends.
 *
 * Arguments: `full` or `read-only`, then the command. It prints what both came to as JSON, or why it may not mount.
 */
export const SMALL_DISK = `
import ctypes, glob, json, os, subprocess, sys, time
libc = ctypes.CDLL(None, use_errno=True)
NEW_MOUNTS, NEW_USER, PRIVATE, READ_ONLY, REMOUNT = 0x20000, 0x10000000, 0x44000, 1, 32

def call(function, *args):
    if function(*args) != 0:
        print(json.dumps({"refused": os.strerror(ctypes.get_errno())}))
        sys.exit(0)

def mount(flags, size):
    call(libc.mount, b"tmpfs", b"disk", b"tmpfs", flags, b"size=" + size)

def run(wait=lambda child: None):
    child = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait(child)
    out, error = child.communicate()
    return {"code": child.returncode, "out": out, "error": error}

def records():
    return sorted(glob.glob("disk/runs/**/record.json", recursive=True))

def protect(child):
    while child.poll() is None and not records():
        time.sleep(0.005)
    mount(REMOUNT | READ_ONLY, b"64m")

user = os.getuid()
call(libc.unshare, NEW_MOUNTS | (0 if user == 0 else NEW_USER))
if user != 0:
    with open("/proc/self/setgroups", "w") as file: file.write("deny")
    with open("/proc/self/uid_map", "w") as file: file.write(f"0 {user} 1")
call(libc.mount, b"none", b"/", None, PRIVATE, None)
os.makedirs("disk", exist_ok=True)
full = sys.argv[1] == "full"
mount(0, b"200k" if full else b"64m")
os.makedirs("disk/runs", exist_ok=True)
first = run() if full else run(protect)
kept = {path: open(path).read() for path in records()}
mount(REMOUNT, b"64m")
second = run()
same = all(open(path).read() == text for path, text in kept.items())
csv = open("disk/out/trials.csv").read() if second["code"] == 0 else ""
print(json.dumps({"first": first, "second": second, "kept": len(kept), "same": same, "csv": csv}))
`;
