// Nobody is called this. The second name always says that it is made up; the first names are as mixed as a classroom.

const first = `Zoë,Jay,Amina,Tyler,Siân,Łukasz,Ọlá,Maryam,Kai,Beth,D’Andre,Noor,José,Ellie-Mae,Ravi,Hope,Callum,Fatoumata,Finn,Wei,
Grace,Ibrahim,Keira,Nguyệt,Oskar,Priya,Reece,Saoirse,Tariq,Una,Vusi,Willow,Xander,Yasmin,Zakir,Aoife,Blessing,Connor,Dilys,Emre,
Freya,Gabriel,Hana,Iwan,Jade,Kofi,Leila,Mateusz,Nia,Owen,Paige,Quentin,Roksana,Sam,Tia,Usman,Violet,Wiktoria,Yusra,Zane,
Ade,Bronwyn,Chidera,Dylan,Esme,Florin,Gwen,Harvey,Imaan,Jordan,Kacper,Lola,Mo,Niamh,Ollie,Petra,Rhys,Shanice,Tomos,Uzma`
const second =
  'Example,Invented,Madeup,Pretend,Imaginary,Fictional,Notreal,Storybook,Makebelieve,O’Madeup,Example-Invented,Van Pretend,Mac Imaginary'

const listed = (names: string): readonly string[] => names.split(/,\s*/)

/** Says of a name that it is plainly invented. */
export const isPlainlyInvented = (name: string): boolean =>
  /example|invented|madeup|pretend|imagin|fiction|notreal|storybook|makebelieve|sample/i.test(name)

/** The name of the young person with this number, from 0. Eighty first names and thirteen second ones: nobody has another's. */
export function youngPersonName(number: number): { readonly givenNames: string; readonly surname: string } {
  const [given, family] = [listed(first), listed(second)]
  return { givenNames: given[number % given.length] ?? '', surname: family[(number * 5) % family.length] ?? '' }
}

/** What they go by, for a few of them. */
export const goesBy: Readonly<Record<string, string>> = {
  'D’Andre': 'Dre',
  'Ellie-Mae': 'Ellie',
  Maryam: 'مريم',
  Fatoumata: 'Fatou',
  Mateusz: 'Mati',
  Gabriel: 'Gabs 🎧',
  Chidera: 'Chi-Chi',
  Quentin: 'Q',
}
