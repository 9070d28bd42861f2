import { shortDay } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  Form,
  Heading,
  InsetText,
  Page,
  Radios,
  SummaryList,
  TextArea,
  Typed,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import type { Finding } from '../../forum/index.ts'
import { Child, nameOf, type OfYoungPerson } from '../child.tsx'
import { ChooseService } from '../consider/decide.page.tsx'
import { Services } from '../consider/safe-services.tsx'
import { type Choosable, isClosed } from '../panel.ts'
import type { Allocation } from '../panel-queries.ts'
import { urls } from '../urls.ts'
import type { AddStrandFields, endStrandForm } from './strands.form.ts'

export interface AddStrandView extends OfYoungPerson {
  readonly nominationId: string
  readonly finding: Finding
  readonly choices: readonly Choosable[]
}

/** A second strand, or the other one after the first was ended: a panel act like the first. */
export const AddStrandPage = ({ view, filled }: { view: AddStrandView; filled: Filled<AddStrandFields> }) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <Page title="Add a strand" back={{ href: urls.ofYoungPerson(to), text: 'Nominations and strands' }}>
      <Child {...view} />
      <Heading>Add a strand for {nameOf(view.youngPerson)}</Heading>
      <InsetText>To change a strand, end the one they are in and add the other.</InsetText>
      <Services choices={view.choices.filter(isClosed)} finding={view.finding} />
      <Form to={urls.addStrand({ ...to, nomination: view.nominationId })}>
        <ChooseService view={view} filled={filled.fields} />
        <TextArea field={filled.fields.reason} />
        <ButtonGroup>
          <Button>Add the strand</Button>
          <a class="govuk-link" href={urls.ofYoungPerson(to)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export interface EndStrandView extends OfYoungPerson {
  readonly allocation: Allocation
}

/** Ends a strand, with a reason. */
export const EndStrandPage = ({
  view,
  filled,
}: {
  view: EndStrandView
  filled: Filled<typeof endStrandForm.fields>
}) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const { allocation: a } = view
  return (
    <Page title="End a strand" back={{ href: urls.ofYoungPerson(to), text: 'Nominations and strands' }}>
      <Child {...view} />
      <Heading>End a strand</Heading>
      <SummaryList
        rows={[
          { key: 'Service', value: `${a.serviceName}, Strand ${a.strand}` },
          { key: 'From', value: shortDay(a.fromAt) },
          { key: 'Why it was chosen', value: <Typed>{a.reason}</Typed> },
        ]}
      />
      <Form to={urls.endStrand({ ...to, strand: a.id })}>
        <Radios field={filled.fields.kind} />
        <TextArea field={filled.fields.reason} />
        <ButtonGroup>
          <Button danger>End this strand</Button>
          <a class="govuk-link" href={urls.ofYoungPerson(to)}>
            Keep it
          </a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
