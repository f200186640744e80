import { svg, html } from '../libraries.js';

const HEIGHT = 34;
const STEP = 5;

/** Small bars without an axis: the shape of a count over time. */
export function spark(counts, tone = '') {
  const most = Math.max(1, ...counts);
  const bar = (count, at) => {
    const height = count ? Math.max((count / most) * HEIGHT, 2) : 0;
    return svg`<rect x=${at * STEP} y=${HEIGHT - height} width=${STEP - 1} height=${height}></rect>`;
  };
  return html`
    <svg class="spark ${tone}" viewBox="0 0 ${counts.length * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${counts.map(bar)}</svg>`;
}
