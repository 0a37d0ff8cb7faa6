import { activationForms } from "./_activation_forms.ts";
import { attentionForms } from "./_attention_forms.ts";
import { compositionForms } from "./_composition_forms.ts";
import type { Forms } from "./_form.ts";
import { normalizationForms } from "./_normalization_forms.ts";
import { recurrentForms } from "./_recurrent_forms.ts";
import { shapeForms } from "./_shape_forms.ts";
import { windowForms } from "./_window_forms.ts";

/** Every layer's form, by the name of its factory; layers that are chains of others need none. */
export const FORMS: Forms = {
  ...activationForms,
  ...attentionForms,
  ...compositionForms,
  ...normalizationForms,
  ...recurrentForms,
  ...shapeForms,
  ...windowForms,
};
