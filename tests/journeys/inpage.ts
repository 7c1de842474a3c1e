import type { Locator, Page } from 'playwright-core';

// What is asked of the page itself is told as text: tests are type-checked without a DOM, and a compiled function would
// carry names of the compiler into the page.

export type Sizes = { body: number; line: number; smallest: number; main: number; other: number; over: number };

/** Sizes in CSS pixels: words, the distance of lines, targets, and how much sticks out to the right. */
export function sizesOf(page: Page): Promise<Sizes> {
  return page.evaluate<Sizes>(`(() => {
    const all = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.getClientRects().length > 0);
    const font = (each) => Number.parseFloat(getComputedStyle(each).fontSize);
    const least = (of) => Math.min(...of);
    const high = (each) => each.getBoundingClientRect().height;
    const texts = all('h1, h2, p, b, label, button, a, input, textarea, summary, legend').filter(
      (each) => each.textContent !== '' && !each.closest('.credit'),
    );
    const body = getComputedStyle(document.body);
    return {
      body: font(document.body),
      line: Number.parseFloat(body.lineHeight) / Number.parseFloat(body.fontSize),
      smallest: least(texts.map(font)),
      main: least(all('.dock .button, .kinds .chip').map(high)),
      other: least(all('button, a.button, summary, textarea').map(high)),
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  })()`);
}

/** Whether the focus is here, and can be seen to be. */
export async function hasSeenFocus(page: Page, what: Locator): Promise<boolean> {
  if ((await what.and(page.locator(':focus')).count()) === 0) return false;
  return page.evaluate<boolean>(`(() => {
    const { boxShadow, outlineStyle } = getComputedStyle(document.activeElement);
    return boxShadow !== 'none' || outlineStyle !== 'none';
  })()`);
}

/** Lets a file of text fall onto an element, as a hand does that drags it in from a folder. */
export function dropFile(page: Page, selector: string, file: { name: string; text: string }): Promise<void> {
  return page.evaluate(`((selector, { name, text }) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name));
    document.querySelector(selector).dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
  })(${JSON.stringify(selector)}, ${JSON.stringify(file)})`);
}
