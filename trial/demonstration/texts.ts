import type { Level } from '../../src/features/assessments/index.ts'

// What people write. Quotes, emoji, slang, apostrophes and words that look like SQL are in it on purpose: all of it is only text.

/** Evidence, by the domain of the form it belongs to. */
export const evidence: Readonly<Record<string, readonly string[]>> = {
  missing: [
    'Away from 10pm on Friday to 4am on Saturday. Came home by taxi; nobody knows who paid.',
    'Mum rang us three times in October. “I just sit by the window till he’s back.”',
    'Told the return worker: “I was safe, just didn’t wanna be found innit.”',
  ],
  education: [
    'In school 61% of days this term. Most of the missed days are Mondays and Fridays.',
    'A part-time timetable since half term, two hours a day. The school says a full place is being planned.',
    'A car waited at the gate twice last week. The caretaker wrote down part of the number plate.',
  ],
  home: [
    'Shouting heard by neighbours on two nights. Both parents say money is very tight since the shifts were cut.',
    'Has moved four times since March. “Every time I unpack they tell me to pack.”',
    'Grandad died in June. He was the one everybody rang.',
  ],
  peers: [
    'Has stopped seeing the friends from football. New friends are 17 to 19 and not known to the family.',
    'A cousin of the same age is being supported for the same worries.',
    'Was filmed being slapped outside the shop; the video went round school. “Everyone’s seen it 😔”.',
  ],
  adults: [
    'Seen by two members of staff getting into a grey hire car with a man of about 25.',
    'Asks permission by phone before saying yes to anything, even a drink of water.',
    'Says he is her boyfriend; he is 22. “He’s the only one who actually listens.”',
  ],
  money: [
    'New trainers and a second phone in one week. Says a mate gave them.',
    'Overheard: “I still owe them two-fifty.” Looked frightened when asked.',
    'The bank wrote about money going in and out that the family knows nothing of.',
  ],
  online: [
    'Snapchat rang 40 times in one evening; switched it off only when Dad asked.',
    'Talks to somebody called “DROP TABLE” on a game. Has never met them, and does not know their age.',
    'Somebody has asked for pictures and says they will “send it to your nan” if not.',
  ],
  substances: [
    'Smells of cannabis most mornings, says it helps with sleep.',
    'Given vapes by older young people at the bus station; the vapes make people ill.',
    'Taken to A&E on the 3rd. The nurse noted “very scared, kept asking who knew”.',
  ],
  offending: [
    'Stopped in Leeds with £180 and two phones. Said it was for “a favour”.',
    'A small kitchen knife in the school bag. “It’s not to use. It’s so I can get home.”',
    'Police view: looks like a child told to stand there, not one who chose to.',
  ],
  travel: [
    'Found at Doncaster station at 6am with no ticket and no coat.',
    'Two taxi receipts to an address in Middlesbrough that nobody in the family knows.',
  ],
  health: [
    'Not sleeping, tired, has lost weight. The GP has seen them twice this month.',
    'School nurse saw bruises on the upper arm; “I fell” was said very quickly.',
  ],
  services: [
    'Five workers in fourteen months. “Why tell you, you’ll be gone by Christmas.”',
    'Appointments were at 9am in an office two buses away. We changed that this week.',
  ],
  recognising: [
    'Says it is a job like any other and that we don’t get it.',
    'For the first time: “I don’t think they’re my friends, actually.”',
  ],
}

/** What young people say about how things are, in their own words. */
export const ownWords: readonly string[] = [
  '“I’m fine. I’m always fine. That’s what I say so people stop asking.”',
  '“Everyone writes about me. Nobody asks me. Write that down.”',
  '“I like drawing, and I like when it’s quiet at Nan’s 🧡”',
  '“They said if I told, they’d go to my little brother’s school. So I didn’t tell, did I.”',
  '“Bare people say they’re gonna help then they ghost you.”',
  '“I want to do my GCSEs, that’s not a joke. I actually like science.”',
  '“It’s not like that with him. You’ve got it wrong. But I do get scared sometimes.”',
  '“Can you SELECT somebody who lasts? INSERT one adult; no DELETE. (I do coding club 😂)”',
  'Drew two houses: one with a sun, one with no door. Said: “That one’s now.”',
  '“I can’t sleep. Every car sounds like theirs.”',
  '“I’d go boxing again if somebody took me. Not my mum tho.”',
  '“tbh i dont mind talking if its not in an office n u dont write while i talk”',
]

export const familySays: readonly string[] = [
  'Mum: “I’ve rung everybody. I feel like I’m the one on trial.”',
  'Dad works nights and would meet anybody at 8am. “Just don’t come in a marked car.”',
  'Nan says he can always come to hers, and that he does not have to explain first.',
  'His older sister: “He listens to me, sometimes. Use me.”',
  'The foster carer: “She’s lovely company. She checks the locks every night.”',
]

export const helpYoungPerson: readonly string[] = [
  '“Somebody who texts back.”',
  '“A lift to boxing. And someone to tell school it’s not laziness.”',
  '“If people came to me instead of me going to them.”',
  '“Get them to leave my family alone. That’s it.”',
  'They said they did not know yet, and that it was all right to ask again.',
]

export const helpProfessionals: readonly string[] = [
  'One adult who stays. Everything else has been tried with a new face each time.',
  'A settled school place, and a plan for the journey there and back.',
  'Help for the whole family with debt, which is what others use to put pressure on.',
  'Disruption of the adults involved, so that the change is not left to a child.',
]

export const helpNow: readonly string[] = [
  'Trigger plan with the police; the school rings home by 9.15 when they are not in. Weekly visit at home.',
  'A safety plan they wrote with us, on a card, with three numbers. Nan’s house is the safe place.',
  'Phone call every other evening at a time they chose. The youth club knows what to look for.',
]

/** Why somebody sees the level they see. */
export const levelReasons: Readonly<Record<Level, string>> = {
  none: 'I see no sign that anybody is using this young person. There is a lot of sadness at home, and that needs help of its own.',
  emerging:
    'The signs are early. The strengths are real: a nan, a sport, a teacher they like. That is a reason to act now, not to wait.',
  moderate:
    'Several signs point the same way and have grown since the summer. What worries me most is what they say about being afraid to come home.',
  significant:
    'There is actual harm: hurt, threatened, and made to hold things for others. I would say this even if the arithmetic said less.',
}

export const contributions: Readonly<Record<string, readonly string[]>> = {
  'childrens-social-care': [
    'Known to us since 2022. Two strategy discussions. The family is working with us openly.',
    'We can keep the same social worker until the summer; that has been agreed.',
  ],
  police: [
    'Reported missing four times in eight weeks. No offence is being pursued against the young person.',
    'There is work under way about the adults named; please do not share the names further.',
  ],
  health: [
    'Seen in A&E once in the last six months. Immunisations up to date. CAMHS can offer a first meeting in three weeks.',
    'The school nurse sees them most weeks. “They come for a plaster and stay to talk.”',
  ],
  'early-help': [
    'The family has had a worker since spring. Money advice has started. Mum asks for help early, which is a strength.',
  ],
  'youth-justice': ['Out-of-court resolution last year, completed. Kept every appointment when we met at the park.'],
  schools: [
    'Attendance is 64% and rising since the later start. Has a safe person in school: Mr. Pretend in the library.',
  ],
  'other-council': ['Placed here by us in January. We visit every two weeks and will stay the case-holder.'],
}

export const findingReasons: Readonly<Record<string, readonly string[]>> = {
  'at risk of': [
    'People with power over them are close by; nothing shows that they are being used now.',
    'Gifts, new older friends and missing evenings, over six weeks. It has not gone further, and it could.',
  ],
  'subject to': [
    'They were made to carry for others, and were hurt when they tried to stop. Several agencies say the same.',
    'Money, moves and threats: all three have happened in the last two months.',
  ],
  neither: ['Nothing found that points to exploitation. Grief and money worries at home explain what people saw.'],
}

export const actions: readonly string[] = [
  'Meet the young person with their school, at the school, about a full timetable.',
  'Update the trigger plan for going missing and send it to the out-of-hours team.',
  'Offer a health check at a place and time they choose.',
  'Ring the family about help with debt, before Friday.',
  'Look again at who is around the young person online.',
]

/** What a nomination answers, by question. The introducer is filled in by whoever tells the story. */
export const nominationAnswers: Readonly<Record<string, readonly string[]>> = {
  'young-person-words': [
    '“Alright. But if they’re late twice I’m done.”',
    '“Is it someone who’s been through stuff? Then yeah 👍”',
    '“I don’t need it. But I’d meet them once.”',
  ],
  'family-words': [
    '“About time somebody stayed.” (Mum)',
    'Nan: “If it’s the same face every week I’ll put the kettle on.”',
  ],
  'works-with': [
    'Social worker weekly; school inclusion lead; boxing coach on Thursdays.',
    'Early help worker; school nurse; nobody else yet.',
  ],
  'introduction-how': [
    'A walk by the river with the introducer and the worker, half an hour, with chips.',
    'At home with Mum for ten minutes, then out for a game of pool.',
  ],
  'hope-relationships': ['One adult they would ring at 2am, two years from now.'],
  'hope-safety': ['Fewer nights away, and a way out that they believe in.'],
  'hope-learning': ['Back in lessons for science at least.'],
  'could-fail': [
    'Being let down in the first month. Meetings in an office. Anybody in a lanyard.',
    'A change of worker. Being talked about in front of others.',
  ],
  'anything-else': ['Allergic to nuts. Loves dogs 🐶. Don’t ring from a withheld number: it’s what “they” do.'],
}

export const panelQuestions: readonly string[] = [
  'Who else has the young person already met from this service, and how did it go?',
  'The introduction is planned for a school day. Could it be at a weekend, as they asked?',
]

/** As long as people sometimes write: about this many characters, of many different days. */
export function longStory(characters: number): string {
  const lines = Object.values(evidence).flat()
  let story = ''
  for (let day = 1; story.length < characters; day += 1)
    story += `Day ${day}. ${lines[(day * 7) % lines.length]}\n${ownWords[(day * 5) % ownWords.length]}\n\n`
  return story.slice(0, characters)
}
