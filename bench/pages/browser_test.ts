/** Pages in Chromium, which is started once for all of them. */
import "./_kind_cases.ts";
import "./_control_cases.ts";
import "./_live_cases.ts";
import "./_gallery_cases.ts";
