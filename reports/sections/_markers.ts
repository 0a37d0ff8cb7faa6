import { Html } from "../text/html.ts";

/** The markers of Plotly that series are given, on a field of 10 by 10 around the origin. */
export const MARKERS: Readonly<Record<string, Html>> = {
  circle: new Html('<circle r="4"/>'),
  square: new Html('<rect x="-3.7" y="-3.7" width="7.4" height="7.4"/>'),
  diamond: new Html('<path d="M0-5 5 0 0 5-5 0z"/>'),
  "triangle-up": new Html('<path d="M0-4.6 5 4H-5z"/>'),
  "triangle-down": new Html('<path d="M0 4.6 5-4H-5z"/>'),
  pentagon: new Html('<path d="M0-5 4.8-1.5 2.9 4H-2.9L-4.8-1.5z"/>'),
};
