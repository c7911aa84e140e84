// What the page draws with: of Observable Plot and d3 only what these reach is bundled.
export { dot, geo, pointer, pointerX, plot, rectY, ruleY, axisX, axisY, tip } from "@observablehq/plot";
export { feature } from "topojson-client";
