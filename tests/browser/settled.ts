// A screen that has stopped moving: what is measured or photographed in the middle of a transition is no screen.

import type { Page } from "playwright-core";

/** Waits until every transition and every animation that ends has ended. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame(); // what has just changed starts to move with the next frame
    const trees = [...document.querySelectorAll("recourse-claims")].map((host) => host.shadowRoot!);
    const moving = [document, ...trees].flatMap((tree) => tree.getAnimations());
    const ending = moving.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await frame();
  });
}
