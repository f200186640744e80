// The one place that knows which version of lit-html is in the WAR.
export { html, svg, nothing, render } from '../webjars/lit-html/3.3.1/lit-html.js';
export { repeat } from '../webjars/lit-html/3.3.1/directives/repeat.js';
export { classMap } from '../webjars/lit-html/3.3.1/directives/class-map.js';
