import type { VNode } from 'preact'
import { dayInWords } from '../../../design/formats.ts'
import { InsetText, Page, SummaryList, Telephone } from '../../../design/index.ts'
import { type Area, areas } from '../../areas/index.ts'
import { urls } from '../urls.ts'

/** How to reach each council (R160), and how to ask for another language or format (R161). */
export const ContactPage = (): VNode => (
  <Page title="Contact">
    <h1 class="govuk-heading-l">Contact</h1>
    <InsetText>If you think a child is in danger now, ring 999.</InsetText>
    {areas().all.map(area => (
      <AreaContact area={area} key={area.key} />
    ))}
    <p class="govuk-body">
      <a class="govuk-link" href={urls.privacy()}>
        How information is used here
      </a>
    </p>
  </Page>
)

const AreaContact = ({ area: { name, contact } }: { area: Area }): VNode => (
  <section>
    <h2 class="govuk-heading-m">{name}</h2>
    <SummaryList
      rows={[
        { key: 'Council', value: contact.name },
        { key: 'Worried about a child', value: <Ring {...contact.dutyWorker} /> },
        { key: 'Worried, when they are closed', value: <Ring {...contact.outOfHours} /> },
        { key: 'Telephone', value: <Ring phone={contact.phone} hours={contact.hours} /> },
        { key: 'E-mail', value: <Link href={`mailto:${contact.email}`}>{contact.email}</Link> },
        { key: 'Address', value: contact.address },
        { key: 'Website', value: <Link href={contact.website}>{contact.website.replace(/^https?:\/\//, '')}</Link> },
        {
          key: 'Another language or format',
          value: <Link href={contact.otherLanguages}>Request information in another language or format</Link>,
        },
      ]}
    />
    <p class="govuk-hint">
      {contact.checkedOn
        ? `The council checked these on ${dayInWords(contact.checkedOn)}.`
        : 'The council has not checked these details yet. They may be out of date.'}
    </p>
  </section>
)

const Ring = ({ name, phone, hours }: { name?: string; phone: string; hours: string }): VNode => (
  <span>
    {name && `${name}: `}
    <Telephone>{phone}</Telephone> ({hours})
  </span>
)

const Link = ({ href, children }: { href: string; children: string }): VNode => (
  <a class="govuk-link" href={href}>
    {children}
  </a>
)
