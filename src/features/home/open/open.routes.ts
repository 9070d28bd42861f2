import type { Feature } from '../../../web/feature.ts'
import { plainPage } from '../../../web/plain.ts'
import { urls } from '../urls.ts'
import { AccessibilityPage } from './accessibility.page.tsx'
import { ContactPage } from './contact.page.tsx'
import { PrivacyPage } from './privacy.page.tsx'

/** The pages for anybody: the foot of every page leads to them. */
export const openPages: NonNullable<Feature['open']> = (app, kit) => {
  plainPage(app, kit, urls.accessibility, AccessibilityPage)
  plainPage(app, kit, urls.contact, ContactPage)
  plainPage(app, kit, urls.privacy, PrivacyPage)
}
