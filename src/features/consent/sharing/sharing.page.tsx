import { sentence, shortDay } from '../../../design/formats.ts'
import { Button, Form, InsetText, SummaryList, Table, Tag, Unseen, WarningText } from '../../../design/index.ts'
import { AboutPage } from '../../people/index.ts'
import { lawfulRows } from '../by-law/by-law.page.tsx'
import { newestOfEach } from '../consent.ts'
import { AlsoOn, type AnswersView, Earliest, EveryAnswer, Papers, WhoSaidWhat } from '../overview/answers.tsx'
import type { AroundTheQuestion } from '../queries.ts'
import { forWhat, type LawfulShare, listed, type SharingStrip } from '../sharing.ts'
import { urls } from '../urls.ts'
import { becauseInWords, type Decided } from '../who-decides.ts'

export interface SharingView extends AnswersView, AroundTheQuestion {
  readonly decided: Decided
  readonly now: SharingStrip
  readonly lawful: readonly LawfulShare[]
  readonly mayShare: boolean
}

const saidNo = ({ answers }: Pick<SharingView, 'answers'>): string =>
  newestOfEach(answers).get(null)?.answer === 'withdrawn' ? 'They took it back' : 'They said no'

/** What may be shared with whom, who was asked about it and what each said, each apart; and what is shared without consent. */
export const SharingPage = (view: SharingView) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const { now, decided } = view
  return (
    <AboutPage view={view} title="What may be shared" wide>
      <p class="govuk-body-l">
        <Tag colour={decided.yes ? 'green' : 'grey'}>
          {decided.yes ? 'They agreed to some sharing' : 'Nothing is shared by consent'}
        </Tag>{' '}
        {decided.because === 'they said no' ? saidNo(view) : becauseInWords[decided.because]}.
      </p>
      {decided.differs && <InsetText>Somebody sees it differently. It is kept, and talked about.</InsetText>}
      <AlsoOn view={view} to={urls.sharing} />
      {view.takenBack && view.mayAsk && (
        <>
          <WarningText>
            Something is not shared any more. Think today: what must still be shared to keep them safe, with whom and
            why? Could somebody be pressing them?
          </WarningText>
          <Form to={urls.sharingDecided(key)}>
            <Button secondary>We have thought it through</Button>
          </Form>
        </>
      )}
      <Table
        caption="Who may know what today"
        captionSize="m"
        head={['Agency', 'What', 'Why', 'Until']}
        rows={[
          ...now.shared.map(one => [
            one.agency,
            sentence(listed(one.categories)),
            <>
              {one.law ? <Tag colour="orange">Without consent</Tag> : 'They agreed.'} {forWhat(one.purposes)}
            </>,
            one.until ? `${one.law ? 'Next look ' : ''}${shortDay(one.until)}` : 'They say otherwise',
          ]),
          ...now.not.map(agency => [agency, 'Nothing', 'Nobody agreed to it', '']),
          ...now.task.map(agency => [agency, 'What they need', 'Public task: nobody is asked about it', '']),
        ]}
      />
      <WhoSaidWhat
        view={view}
        askThem={urls.shareYoungPerson(key)}
        askIndividual={individual => urls.shareIndividual({ ...key, individual })}
      />
      <Papers view={view} />
      {view.mayAsk && (
        <Button href={urls.addIndividual(key)} secondary>
          Add somebody who is to be asked
        </Button>
      )}
      {view.mayAsk && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.nameAgency(key)}>
            Add a school, charity or council that can be asked about
          </a>
        </p>
      )}
      <Earliest answers={view.answers} outcomeOn={view.outcomeOn} today={view.today} />
      <h2 class="govuk-heading-m">Shared without consent</h2>
      {view.lawful.length === 0 && <p class="govuk-body">Nothing.</p>}
      {view.lawful.map(one => (
        <Lawful key={one.id} of={one} view={view} />
      ))}
      {view.mayShare && (
        <Button href={urls.shareByLaw(key)} secondary>
          Share something without consent
        </Button>
      )}
      <EveryAnswer view={view} />
    </AboutPage>
  )
}

const Lawful = ({ of, view }: { of: LawfulShare; view: SharingView }) => (
  <>
    <h3 class="govuk-heading-s">
      {of.agency}: {listed(of.categories)}{' '}
      <Tag colour={of.endedAt ? 'grey' : 'orange'}>{of.endedAt ? 'Ended' : 'Shared now'}</Tag>
    </h3>
    <SummaryList rows={lawfulRows(of)} />
    {!of.endedAt && view.mayShare && (
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={urls.reviewShare({ area: view.areaKey, youngPerson: view.youngPerson.id, share: of.id })}
        >
          Look at it again, or end it<Unseen>: {of.agency}</Unseen>
        </a>
      </p>
    )}
  </>
)
