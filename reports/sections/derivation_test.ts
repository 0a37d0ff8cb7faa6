import { assert, assertRejects, assertStringIncludes } from "@std/assert";
import { renderPage } from "../page/render_page.ts";
import type { DerivationStep } from "./derivation.ts";

function page(steps: readonly DerivationStep[]): Promise<string> {
  return renderPage({
    kicker: "",
    title: "",
    headline: "",
    sections: [{ kind: "derivation", title: "Derivation", steps }],
  });
}

Deno.test("a derivation sets formulas as MathML next to the number that checks them", async () => {
  const html = await page([
    {
      text: "The shift adds to every output.",
      formula: "\\frac{\\partial L}{\\partial \\beta} = \\sum_n y_n",
      check: { name: "relative error of dbeta", value: 3.1e-12, bound: 5e-12 },
    },
    { text: "No check.", formula: "x", check: { name: "dx", value: 3e-8, bound: 2e-9 } },
  ]);
  assertStringIncludes(html, "<mfrac>");
  assertStringIncludes(
    html,
    '<span class="tone good">3.10e-12</span> relative error of dbeta, within 5e-12',
  );
  assertStringIncludes(html, '<span class="tone bad">3.00e-8</span> dx, above 2e-9');
  // A font that is loaded from beside the page would not be there.
  assert(!html.includes("@font-face"));
});

Deno.test("a check that is no number has failed", async () => {
  const check = { name: "dx", value: NaN, bound: 1 };
  assertStringIncludes(await page([{ text: "", formula: "x", check }]), "tone bad");
});

Deno.test("a formula that does not parse fails the page", async () => {
  await assertRejects(() => page([{ text: "", formula: "\\frac{" }]));
});

Deno.test("a formula cannot bring a link into the page", async () => {
  const html = await page([{ text: "", formula: "\\text{<img src=x onerror=alert(1)>}" }]);
  assert(!html.includes("<img"));
  await assertRejects(() => page([{ text: "", formula: "\\href{javascript:alert(1)}{x}" }]));
});
