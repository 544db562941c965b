import { expect, type Page } from "@playwright/test";
import { localTimeOf } from "#lib/maintenance/local-time.ts";

/** The time zone of the stories' browser and of their windows. */
export const zone = "Europe/Berlin";

/** So many minutes from now, as a field for date and time takes it. */
export function clock(minutes: number): string {
  return localTimeOf(new Date(Date.now() + minutes * 60_000), zone);
}

/** Opens a window from the list, by its title. */
export async function openWindow(page: Page, title: string): Promise<void> {
  await page.goto("/maintenance");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}
