/** Report about a gang, made to be printed or saved as PDF by the browser, which has the fonts of both languages. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { gangAddress } from '../../../app/addresses.ts';
import { useFormat } from '../../../app/format.ts';
import { GangReportDocument, type GangReportQuery } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import './report.css';

type Report = NonNullable<GangReportQuery['gangReport']>;

export function GangReportPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('gangs');
  const [{ data, error, fetching }, ask] = useQuery({
    query: GangReportDocument,
    variables: { id },
    requestPolicy: 'network-only',
  });
  if (error) return <Failure error={error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  const report = data?.gangReport;
  if (!report) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  return (
    <div className="screen report-screen">
      <nav className="report-actions">
        <Link to={gangAddress(id)}>{t('report.back')}</Link>
        <span className="grow" />
        <Button
          type="primary"
          icon={<PrinterOutlined />}
          onClick={() => window.print()}
          data-testid="print-report"
        >
          {t('report.print')}
        </Button>
      </nav>
      <article className="report" data-testid="gang-report">
        <Head report={report} />
        <Members members={report.members} />
        <div className="report-halves">
          <Shares title={t('report.ports')} rows={report.ports} />
          <Shares title={t('report.goods')} rows={report.goods} />
        </div>
        <Ties report={report} />
        <History lines={report.gang.history} />
      </article>
    </div>
  );
}

function Head({ report }: { readonly report: Report }) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  const { gang, members } = report;
  const count = (role: string) => format.number(members.filter((one) => one.role === role).length);
  return (
    <header>
      <p className="report-kind">{t('report.title')}</p>
      <h1>{gang.name}</h1>
      <p className="muted">
        {t('report.made', {
          at: format.instant(report.at),
          actor: report.actor ?? t('report.nobody'),
          revision: format.number(report.revision),
        })}
      </p>
      <h2>{t('report.summary')}</h2>
      <p>
        {t('report.count', {
          members: format.number(members.length),
          core: count('core'),
          periphery: count('periphery'),
          doubtful: count('doubtful'),
        })}
        {gang.gone > 0 && ` · ${t('goneMembers', { count: gang.gone })}`}
        <br />
        {t('report.activity', {
          first: report.firstActivity ?? '–',
          last: report.lastActivity ?? '–',
          declarations: format.number(report.declarations),
          amount: format.money(report.amount),
        })}
      </p>
      <h2>{t('report.verdict')}</h2>
      <p>
        {t('confirmedBy', { actor: gang.actor, at: format.instant(gang.createdAt) })} {gang.reason}{' '}
        {gang.case && gang.case.label} ({t(gang.monitored ? 'monitored' : 'closed')})
      </p>
    </header>
  );
}

function Members({ members }: Pick<Report, 'members'>) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  const legend = useLegend();
  const roles = ['core', 'periphery', 'doubtful'];
  const sorted = [...members].sort(
    (a, b) =>
      b.reasons.length - a.reasons.length ||
      roles.indexOf(a.role) - roles.indexOf(b.role) ||
      b.declarations - a.declarations,
  );
  return (
    <section>
      <h2>{t('members')}</h2>
      <p className="muted">{t('report.rolesKey')}</p>
      <table className="report-members">
        <thead>
          <tr>
            <th>{t('member')}</th>
            <th>{t('type')}</th>
            <th>{t('role')}</th>
            <th>{t('report.why')}</th>
            <th className="num">{t('report.declarations')}</th>
            <th className="num">{t('report.amount')}</th>
            <th>{t('report.first')}</th>
            <th>{t('report.last')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ node, role, reasons, stays, ...trade }) => (
            <tr key={node.id} className={reasons.length > 0 ? 'key-member' : ''}>
              <td>{node.label}</td>
              <td>{legend.typeLabel(node.type)}</td>
              <td>{t(`roles.${role}`)}</td>
              <td>
                {[
                  ...reasons.map((reason) => t(`report.reasons.${reason}`)),
                  ...legend.tagLabels(node.tags),
                  ...(stays === null ? [] : [t('report.stays', { share: format.percent(stays) })]),
                ].join(' · ')}
              </td>
              <td className="num">{trade.declarations > 0 && format.number(trade.declarations)}</td>
              <td className="num">
                {trade.amount !== null && trade.amount > 0 && format.money(trade.amount)}
              </td>
              <td>{trade.firstActivity}</td>
              <td>{trade.lastActivity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Shares({ title, rows }: { readonly title: string; readonly rows: Report['ports'] }) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  const total = rows.reduce((sum, { declarations }) => sum + declarations, 0);
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th>{title}</th>
            <th className="num">{t('report.declarations')}</th>
            <th className="num">{t('report.share')}</th>
            <th className="num">{t('report.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, declarations, amount }) => (
            <tr key={id}>
              <td>{label}</td>
              <td className="num">{format.number(declarations)}</td>
              <td className="num">{format.percent(declarations / Math.max(1, total))}</td>
              <td className="num">{format.money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Ties({ report }: { readonly report: Report }) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  const legend = useLegend();
  const labels = new Map(report.members.map(({ node }) => [node.id, node.label]));
  return (
    <section>
      <h2>{t('report.ties')}</h2>
      <p className="muted">
        {t('report.shown', {
          shown: format.number(report.ties.length),
          total: format.number(report.tiesTotal),
        })}
      </p>
      <table className="report-ties">
        <thead>
          <tr>
            <th>{t('report.tie')}</th>
            <th>{t('report.between')}</th>
            <th>{t('report.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {report.ties.map(({ thing, kinds, members, rows, rowsTotal }) => (
            <tr key={thing?.id ?? members.join()}>
              <td>
                <b>
                  {thing ? `${legend.typeLabel(thing.type)} ${thing.label}` : t('report.direct')}
                </b>
                <br />
                {kinds.map(legend.kindLabel).join(' · ')}
              </td>
              <td>{members.map((id) => labels.get(id) ?? id).join(' · ')}</td>
              <td className="report-rows">
                {rows.map(({ file, row, day }) => (
                  <div key={`${file} ${row}`}>
                    {t('report.row', { file, row: format.number(row) })}
                    {day && ` (${day})`}
                  </div>
                ))}
                {rowsTotal > rows.length && (
                  <div>{t('report.moreRows', { count: rowsTotal - rows.length })}</div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function History({ lines }: { readonly lines: Report['gang']['history'] }) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  return (
    <section>
      <h2>{t('history')}</h2>
      <table>
        <tbody>
          {lines.map(({ at, actor, act, reason, records, labels }) => (
            <tr key={`${at} ${act}`}>
              <td>{format.instant(at)}</td>
              <td>{actor}</td>
              <td>{t(`acts.${act}`, { count: records })}</td>
              <td>
                {reason}
                {act !== 'confirmed' && labels.length > 0 && ` (${labels.join(' · ')})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
