import type { VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { Typed } from './content.tsx'
import { wasDrawn } from './form.tsx'
import { FrameContext } from './frame.ts'

/** What this person typed here before and did not send, and what somebody else changed meanwhile. Page draws it above a form. */
export const Drafts = (): VNode | null => {
  const form = useContext(FrameContext)?.form
  if (!form) return null
  return (
    <>
      {form.restored && (
        <div class="govuk-inset-text" role="status">
          This is what you typed before. It has not been sent yet.
        </div>
      )}
      {form.kept && form.kept.length > 0 && (
        <div class="govuk-inset-text">
          <p class="govuk-body">You began this before and did not send it:</p>
          <ul class="govuk-list govuk-list--bullet">
            {form.kept.map(draft => (
              <li key={draft.href}>
                <a class="govuk-link" href={draft.href}>
                  Carry on with what you typed {draft.says}
                </a>
                {', or '}
                <a class="govuk-link" href={draft.throwAway}>
                  throw it away<span class="govuk-visually-hidden">: what you typed {draft.says}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {form.theirs && (
        <section id="theirs" class="govuk-inset-text" aria-labelledby="theirs-title">
          <h2 class="govuk-heading-m" id="theirs-title">
            What it says now
          </h2>
          <dl class="govuk-summary-list">
            {form.theirs.map(({ label, says }) => (
              <div class="govuk-summary-list__row" key={label}>
                <dt class="govuk-summary-list__key">{label}</dt>
                <dd class="govuk-summary-list__value">{says || 'Nothing'}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}

/** What somebody typed for a form that this page does not show any more, because it was done meanwhile: theirs to copy. */
export const NotAskedAnyMore = (): VNode | null => {
  const form = useContext(FrameContext)?.form
  return form && !wasDrawn(form) ? <WhatYouTyped typed={form.typed ?? []} /> : null
}

/** Words that were not saved, as they were typed. */
export const WhatYouTyped = ({ typed }: { readonly typed: readonly string[] }): VNode | null =>
  typed.length > 0 ? (
    <>
      <h2 class="govuk-heading-m">What you typed</h2>
      <p class="govuk-body">It was not saved. Copy it from here if somebody still needs it.</p>
      {typed.map((words, at) => (
        <div key={at} class="govuk-inset-text">
          <Typed>{words}</Typed>
        </div>
      ))}
    </>
  ) : null
