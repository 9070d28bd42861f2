import { ask, type Route } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { aboutThem } from '../../people/index.ts'
import { agreeToReview, reviewConstraints, reviewWhatWasTried } from '../commands.ts'
import { effortOf, reviewsOf, runningMatches } from '../queries.ts'
import { urls } from '../urls.ts'
import { agreeForm, reviewForm } from './review.form.ts'
import { AgreePage, ReviewPage } from './review.page.tsx'

export const reviewRoutes: readonly Route[] = [
  ...ask(urls.review, {
    may: 'review what was tried',
    audit: { read: 'what was tried viewed', done: 'engagement reviewed' },
    draft: 'review of what was tried',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, matches] = await Promise.all([aboutThem(asked), runningMatches(tx, area.id, key.youngPerson)])
      if (!about) return null
      const match = matches.find(one => one.mine)?.id ?? null
      return {
        ...about,
        match,
        effort: await effortOf(tx, key.youngPerson, match),
        asks: rulesOf(area).engagement.beforeItEnds,
      }
    },
    form: view => reviewForm(view.today),
    about: view => [view.youngPerson.id],
    page: (view, filled) => ReviewPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const match = (await runningMatches(tx, area.id, key.youngPerson)).find(one => one.mine)?.id ?? null
      return reviewWhatWasTried(tx, { areaId: area.id, youngPerson: key.youngPerson, match }, value)
    },
    next: ({ key }) => urls.tried(key),
    refusals: {
      'a day that was': { field: 'heldOn', text: 'Give a day that is today or in the past' },
      'not enough': {
        field: 'decided',
        text: 'Not enough was tried yet to stop: try more often, and in more ways',
      },
    },
    constraints: reviewConstraints,
  }),

  ...ask(urls.agree, {
    may: 'agree to a review',
    audit: { read: 'what was tried viewed', done: 'engagement review agreed' },
    shows: async asked => {
      const [about, reviews] = await Promise.all([
        aboutThem(asked),
        reviewsOf(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      const review = reviews.find(one => one.id === asked.key.review && one.agreedAt === null)
      return about && review ? { ...about, review } : null
    },
    form: agreeForm,
    about: view => [view.youngPerson.id],
    record: view => view.review.id,
    page: view => AgreePage({ view }),
    act: ({ tx, area, key }) => agreeToReview(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.review),
    next: ({ key }) => urls.tried(key),
    refusals: { 'written by you': 'Two people look at it: somebody else than whoever wrote it agrees.' },
    constraints: { engagement_review_of_two: 'written by you' },
  }),
]
