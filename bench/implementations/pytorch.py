"""PyTorch as an implementation, in a process of its own: `pytorch.py <installed|tuned> <threads>`.

"installed" is PyTorch as it comes. "tuned" is set up well for one machine that only trains: OpenBLAS on
PyTorch's own pool of threads where there is a build for it, threads that wait for each other awake only for a moment,
one thread for a task where several take longer, channels last, and memory that is kept between steps.
"""

import copy
import ctypes
import glob
import json
import math
import os
import sys
import time

SETUP, THREADS = sys.argv[1], int(sys.argv[2])
IS_TUNED = SETUP == "tuned"


def restart_with_settings():
    """The loader and malloc read their settings when a process starts, so this one starts again."""
    # OpenBLAS on threads of its own does not hear of torch.set_num_threads.
    settings = {"OPENBLAS_NUM_THREADS": str(THREADS)}
    if IS_TUNED:
        settings |= {
            "MALLOC_MMAP_THRESHOLD_": "1073741824",
            "MALLOC_TRIM_THRESHOLD_": "4294967296",
            "MALLOC_TOP_PAD_": "268435456",
            # GCC's OpenMP waits awake for milliseconds at each of a step's thousand barriers while another program has
            # the processor of the thread that is missing, and OpenBLAS's own threads for 20 ms after each product.
            # Both take a tenth of a millisecond here, which is longer than any wait of threads that run.
            "GOMP_SPINCOUNT": "10000",
            "OPENBLAS_THREAD_TIMEOUT": "18",
        }
    builds = glob.glob("/usr/lib/*/openblas-" + ("openmp" if IS_TUNED else "pthread"))
    if builds:
        settings["LD_LIBRARY_PATH"] = builds[0]
    if IS_TUNED and builds and "OPENBLAS_CORETYPE" not in os.environ:
        if has_wide_vectors() and chosen_core(builds[0]) not in WIDE_CORES:
            settings["OPENBLAS_CORETYPE"] = WIDE_CORES[0]
    if any(os.environ.get(name) != value for name, value in settings.items()):
        os.environ.update(settings)
        os.execv(sys.executable, [sys.executable, *sys.argv])


WIDE_CORES = ["SkylakeX", "Cooperlake", "SapphireRapids"]


def chosen_core(folder):
    """Which processor OpenBLAS takes this one for: an old one may take a new AMD one for one without AVX-512."""
    name = ctypes.CDLL(f"{folder}/libopenblas.so.0").openblas_get_corename
    name.restype = ctypes.c_char_p
    return name().decode()


def has_wide_vectors():
    try:
        with open("/proc/cpuinfo") as file:
            flags = next((line for line in file if line.startswith("flags")), "")
    except OSError:
        return False
    return all(flag in flags for flag in ("avx512f", "avx512dq", "avx512bw", "avx512vl"))


restart_with_settings()

import torch  # noqa: E402

torch.set_num_threads(THREADS)
torch.manual_seed(0)

IMAGE_SIDE, CLASSES, BATCHES = 28, 10, 8
LEARNED_SHARE, LEARNING_STEPS, LONGEST_CHECK = 0.95, 60, 30


def blas_libraries():
    try:
        with open("/proc/self/maps") as file:
            return sorted({line.split()[-1] for line in file if "libopenblas" in line})
    except OSError:
        return []


def blas_build():
    return "".join(f", {os.path.basename(os.path.dirname(path))}" for path in blas_libraries())


def use_threads(count):
    torch.set_num_threads(count)
    # OpenBLAS on threads of its own does not hear of it.
    for path in blas_libraries():
        ctypes.CDLL(path).openblas_set_num_threads(count)


def seconds(task):
    start = time.perf_counter()
    task.run()
    return time.perf_counter() - start


def fastest(task, choices, choose):
    """The choice with the shortest step, which is in force then."""
    best = None
    for choice in choices if len(choices) > 1 else []:
        choose(choice)
        task.run()
        least = min(seconds(task) for _ in range(3))
        if best is None or least < best[0]:
            best = (least, choice)
    choose(best[1] if best else choices[0])


def thread_choices():
    return [1, THREADS] if IS_TUNED and THREADS > 1 else [THREADS]


def matrix(rows, columns):
    i = torch.arange(rows * columns, dtype=torch.int64)
    return ((i * 7 + 3) % 11 - 5).float().reshape(rows, columns)


class Matmul:
    def __init__(self, product, m, n, k, **_):
        self.a = matrix(k, m).T if product == "atb" else matrix(m, k)
        self.b = matrix(n, k).T if product == "abt" else matrix(k, n)
        self.c = torch.empty(m, n)
        fastest(self, thread_choices(), use_threads)

    def run(self):
        torch.mm(self.a, self.b, out=self.c)

    def check(self):
        self.run()
        return [self.c[0, 0].item(), self.c.double().sum().item()]


def synthetic_images(count, shape=(1, IMAGE_SIDE, IMAGE_SIDE)):
    """The same images as the function of this name in synthetic.ts makes."""
    size, half = math.prod(shape), count // 2
    image = torch.arange(count) % half
    kind = image % CLASSES
    labels = torch.where(torch.arange(count) < half, kind, (kind + 1) % CLASSES)
    index = image[:, None] * size + torch.arange(size)[None]
    noise = (index * 2654435761 % 2**32) >> 25
    bright = torch.arange(size)[None] % CLASSES == kind[:, None]
    pixels = (noise + 128 * bright).float() / 255
    return pixels.reshape(count, *shape), labels


class Training:
    def __init__(self, network, batchSize, optimizer, **_):
        images, labels = synthetic_images(BATCHES * batchSize)
        self.model = build(network)
        if IS_TUNED and network["kind"] == "convolutional":
            self.model = self.model.to(memory_format=torch.channels_last)
            images = images.contiguous(memory_format=torch.channels_last)
        self.batches = list(zip(images.split(batchSize), labels.split(batchSize)))
        self.optimizer = (
            torch.optim.Adam(self.model.parameters(), lr=3e-4)
            if optimizer == "adam"
            else torch.optim.SGD(self.model.parameters(), lr=1e-2, momentum=0.9)
        )
        self.loss = torch.nn.CrossEntropyLoss()
        self.turn = 0
        self.choose(thread_choices(), use_threads)

    def choose(self, choices, choose):
        """Takes the fastest choice, and begins anew."""
        start = copy.deepcopy(self.model.state_dict())
        fastest(self, choices, choose)
        self.model.load_state_dict(start)
        self.optimizer.state.clear()
        self.turn = 0

    def run(self):
        x, target = self.batches[self.turn % BATCHES]
        self.turn += 1
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.model(x), target)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def check(self):
        start = time.perf_counter()
        first = last = self.run()
        for steps in range(1, LEARNING_STEPS):
            if last <= LEARNED_SHARE * first:
                break
            if time.perf_counter() - start > LONGEST_CHECK:
                raise TimeoutError(f"too slow to show that it learns: {steps} steps in {LONGEST_CHECK} s")
            last = self.run()
        return [first, last]


class Residual(torch.nn.Module):
    def __init__(self, inputs, filters, stride):
        super().__init__()
        nn = torch.nn
        self.body = nn.Sequential(
            *convolution(inputs, filters, 3, stride), *convolution(filters, filters, 3)[:2]
        )
        self.shortcut = (
            nn.Sequential(*convolution(inputs, filters, 1, stride)[:2]) if stride > 1 else nn.Identity()
        )

    def forward(self, x):
        return torch.relu(self.body(x) + self.shortcut(x))


def convolution(inputs, filters, kernel, stride=1, groups=1):
    nn = torch.nn
    return [
        nn.Conv2d(inputs, filters, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(filters),
        nn.ReLU(inplace=True),
    ]


def separable(inputs, filters, stride):
    return [*convolution(inputs, inputs, 3, stride, inputs), *convolution(inputs, filters, 1)]


def units(widths, activation):
    pairs = zip(widths, widths[1:])
    return [each for a, b in pairs for each in (torch.nn.Linear(a, b), activation())]


def network_named(name):
    nn = torch.nn
    if name == "wideMlp":
        return nn.Sequential(nn.Flatten(), *units([3072, 2048, 2048], nn.ReLU), nn.Linear(2048, CLASSES))
    if name == "autoencoder":
        hidden = units([784, 128, 64], nn.Tanh) + [nn.Linear(64, 16)] + units([16, 64, 128], nn.Tanh)
        return nn.Sequential(nn.Flatten(), *hidden, nn.Linear(128, 784), nn.Unflatten(1, (1, 28, 28)))
    if name == "lenet5":
        return nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5), nn.Tanh(), nn.Flatten(),
            *units([120, 84], nn.Tanh), nn.Linear(84, CLASSES),
        )  # fmt: skip
    if name == "resnet8":
        blocks = [Residual(16, 16, 1), Residual(16, 32, 2), Residual(32, 64, 2)]
        body, last = [*convolution(3, 16, 3), *blocks], 64
    else:
        body = [
            *convolution(3, 32, 3), *separable(32, 64, 1), *separable(64, 128, 2), *separable(128, 256, 2)
        ]  # fmt: skip
        last = 256
    return nn.Sequential(*body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(last, CLASSES))


class Network(Training):
    """Networks by name; set up well, in the memory format that takes less time."""

    def __init__(self, network, batchSize, optimizer, **_):
        shape = (1, 28, 28) if network in ("lenet5", "autoencoder") else (3, 32, 32)
        images, labels = synthetic_images(BATCHES * batchSize, shape)
        self.model = network_named(network)
        self.loss = (
            torch.nn.BCEWithLogitsLoss() if network == "autoencoder" else torch.nn.CrossEntropyLoss()
        )
        self.optimizer = (
            torch.optim.Adam(self.model.parameters(), lr=3e-4)
            if optimizer == "adam"
            else torch.optim.SGD(self.model.parameters(), lr=1e-2, momentum=0.9)
        )
        self.turn = 0
        formats = [torch.contiguous_format]
        if IS_TUNED and network in ("resnet8", "separable", "lenet5"):
            formats.append(torch.channels_last)
        self.choose(
            [(threads, each) for threads in thread_choices() for each in formats],
            lambda choice: self.arrange(images, labels, batchSize, network, *choice),
        )

    def arrange(self, images, labels, batch_size, network, threads, memory_format):
        use_threads(threads)
        self.model.to(memory_format=memory_format)
        x = images.contiguous(memory_format=memory_format)
        targets = x if network == "autoencoder" else labels
        self.batches = list(zip(x.split(batch_size), targets.split(batch_size)))


VOCABULARY = 64


class Block(torch.nn.Module):
    def __init__(self, width, heads, steps):
        super().__init__()
        nn = torch.nn
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        mask = torch.full((steps, steps), float("-inf")).triu(1)
        self.register_buffer("mask", mask)

    def attention(self, x):
        n, t, d = x.shape
        q, k, v = (
            each.view(n, t, self.heads, d // self.heads).transpose(1, 2)
            for each in self.qkv(x).chunk(3, dim=2)
        )
        if hasattr(torch.nn.functional, "scaled_dot_product_attention"):
            y = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            scores = torch.matmul(q, k.transpose(2, 3)) * (d // self.heads) ** -0.5 + self.mask
            y = torch.matmul(scores.softmax(3), v)
        return self.out(y.transpose(1, 2).reshape(n, t, d))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class LanguageModel(torch.nn.Module):
    def __init__(self, model, width, steps):
        super().__init__()
        nn = torch.nn
        self.table = nn.Parameter(torch.randn(VOCABULARY, width) * (0.1 if model["kind"] == "lstm" else 0.02))
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))
        self.is_lstm = model["kind"] == "lstm"
        if self.is_lstm:
            self.lstm = nn.LSTM(width, width, batch_first=True)
        else:
            self.positions = nn.Parameter(torch.randn(steps, width) * 0.02)
            blocks = [Block(width, model["heads"], steps) for _ in range(model["blocks"])]
            self.blocks = nn.Sequential(*blocks, nn.LayerNorm(width))

    def forward(self, tokens):
        x = torch.nn.functional.embedding(tokens, self.table)
        x = self.lstm(x)[0] if self.is_lstm else self.blocks(x + self.positions)
        return torch.nn.functional.linear(x, self.table, self.bias)


class Sequence(Training):
    def __init__(self, model, width, steps, batchSize, **_):
        n, t = torch.arange(batchSize)[:, None], torch.arange(steps + 1)[None]
        tokens = (5 * n + t * (1 + n % 7)) % VOCABULARY
        self.x, self.target = tokens[:, :-1].contiguous(), tokens[:, 1:].contiguous()
        self.model = LanguageModel(model, width, steps)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.loss = torch.nn.CrossEntropyLoss()
        self.choose(thread_choices(), use_threads)

    def run(self):
        self.optimizer.zero_grad(set_to_none=True)
        scores = self.model(self.x)
        loss = self.loss(scores.view(-1, VOCABULARY), self.target.view(-1))
        loss.backward()
        self.optimizer.step()
        return loss.item()


def build(network):
    nn = torch.nn
    if network["kind"] == "fullyConnected":
        widths = [IMAGE_SIDE**2, *network["hidden"]]
        layers = [nn.Flatten()]
        for inputs, units in zip(widths, widths[1:]):
            layers += [nn.Linear(inputs, units), nn.ReLU()]
        return nn.Sequential(*layers, nn.Linear(widths[-1], CLASSES))
    filters, kernel, hidden = network["filters"], network["kernel"], network["hidden"]
    return nn.Sequential(
        nn.Conv2d(1, filters, kernel, padding=kernel // 2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(filters * IMAGE_SIDE**2 // 4, hidden),
        nn.ReLU(),
        nn.Linear(hidden, CLASSES),
    )


def open_task(task):
    if task["kind"] == "matmul":
        return Matmul(**task)
    if task["kind"] == "training":
        return Training(**task)
    if task["kind"] == "network":
        return Network(**task)
    if task["kind"] == "sequence":
        return Sequence(**task)
    raise TypeError("only products and training steps are compared")


def rate(task, milliseconds):
    start = time.perf_counter()
    calls, elapsed = 0, 0.0
    while elapsed < milliseconds / 1000:
        task.run()
        calls += 1
        elapsed = time.perf_counter() - start
    return calls / elapsed


def answer(line, state):
    kind, _, rest = line.partition(" ")
    if kind == "about":
        return f"about PyTorch {torch.__version__}{blas_build()}, {THREADS} thread{'s' if THREADS > 1 else ''}"
    if kind == "open":
        state["task"] = None
        state["task"] = open_task(json.loads(rest))
        return "ok"
    if kind == "check":
        return "values " + " ".join(map(str, state["task"].check()))
    if kind == "run":
        return f"rate {rate(state['task'], float(rest))}"
    raise ValueError(f"unknown request {kind}")


def serve():
    state = {}
    for line in sys.stdin:
        try:
            reply = answer(line.rstrip("\n"), state)
        except Exception as error:
            reply = "cannot " + " ".join(f"{type(error).__name__}: {error}".split())
        print("= " + reply, flush=True)


serve()
