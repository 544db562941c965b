import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A page on a desk by day and on a phone by night. */
export const twoLooks = [
  { scheme: "light", width: 1440 },
  { scheme: "dark", width: 390 },
] as const;
const fourLooks = [...twoLooks, { scheme: "dark", width: 1440 }, { scheme: "light", width: 390 }] as const;

/**
 * Checks the page as it stands now, light and dark, on a desk and on a phone: WCAG 2.2 AA, and that it never scrolls sideways. `zoomed`
 * selects what is drawn at any size and has an equal way beside it: there targets may be small (2.5.8, exception "equivalent").
 */
export async function expectAccessible(
  page: Page,
  looks: readonly (typeof fourLooks)[number][] = fourLooks,
  zoomed: string | null = null,
): Promise<void> {
  const before = page.viewportSize();
  for (const { scheme, width } of looks) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    const violations = await violationsOf(page, zoomed);
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
    expect(found, `what axe says about ${page.url()}, ${scheme}, ${width} px wide`).toEqual([]);
    expect(await tooWide(page), `what makes ${page.url()} scroll sideways at ${width} pixels`).toEqual([]);
  }
  if (before !== null) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

async function violationsOf(page: Page, zoomed: string | null) {
  const rest = new AxeBuilder({ page }).withTags(standards);
  if (zoomed === null || (await page.locator(zoomed).count()) === 0) return (await rest.analyze()).violations;
  const inside = new AxeBuilder({ page }).withTags(standards).include(zoomed).disableRules(["target-size"]);
  return [...(await rest.exclude(zoomed).analyze()).violations, ...(await inside.analyze()).violations];
}

/** Names what reaches over the right edge of a page that scrolls sideways; nothing where it does not. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const over = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth - clientWidth} pixels too wide`, ...over.map((each) => `${each.tagName} ${each.textContent?.slice(0, 60)}`)];
  });
}
