import type { Area, PaperPicture } from '../../areas/index.ts'

/** How a paper is written. */
export const paperKinds = { plain: 'The paper to read together', 'easy-read': 'The easy-read paper' } as const
export type PaperKind = keyof typeof paperKinds
export const isPaperKind = (word: string): word is PaperKind => Object.hasOwn(paperKinds, word)

/** What a young person reads before they answer: the area's own words, or these. */
export interface PaperText {
  readonly asked: readonly string[]
  readonly whatHappens: readonly string[]
  readonly easyRead: readonly { readonly picture: PaperPicture; readonly says: string }[]
}

/** The house's own words, for an area that has none (R147, R151, R153). */
const standard: PaperText = {
  asked: [
    'We want to find one adult for you: somebody you can trust, who has time for you and who stays.',
    'Are you happy to take part? You choose. Nobody is cross with you if you say no.',
    'You can stop whenever you like. Tell us, or tell any adult you trust.',
  ],
  whatHappens: [
    'We write down what you say, so that you do not have to say it again and again.',
    'Only people who help you can read it. You can ask us who they are.',
    'If we think that you or somebody else could get hurt, we tell those who can keep you safe, even if you have said no. We tell you first, if that is safe.',
    'You can see what is written about you. If it is wrong, tell us and we put it right.',
  ],
  easyRead: [
    { picture: 'two people', says: 'We want to find an adult you can trust.' },
    { picture: 'talking', says: 'They listen to you. They have time for you.' },
    { picture: 'yes or no', says: 'You choose. You can say yes. You can say no.' },
    { picture: 'stop', says: 'You can stop at any time.' },
    { picture: 'writing', says: 'We write down what you tell us.' },
    { picture: 'lock', says: 'Only people who help you can read it.' },
    { picture: 'shield', says: 'If somebody could get hurt, we must tell people who keep you safe.' },
    { picture: 'question', says: 'You can ask us anything.' },
  ],
}

/** The words of an area's paper. */
export const textOf = (area: Area): PaperText => area.takingPartPaper ?? standard
