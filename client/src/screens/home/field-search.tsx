/** Several conditions on the attributes of one type; all must hold. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { networkAddress } from '../../app/addresses.ts';
import {
  SearchFieldsDocument,
  type EntityType,
  type FieldOperator,
  type SearchFieldsQuery,
} from '../../generated/graphql.ts';
import { useLegend, type AttributeLegend } from '../../legend/legend.tsx';
import { object } from '../analysis/parameters.ts';
import { WatchButton } from '../watches/watch-button.tsx';
import { NodeLink } from './node-link.tsx';
import { SaveQuery } from './save-query.tsx';
import { conditionsOf, type Condition, type SavedQuery } from './saved-query.ts';
import { useAskedAtOnce } from './use-asked-at-once.ts';

const operators: readonly FieldOperator[] = ['contains', 'equals', 'startsWith', 'greater', 'less'];
const ofNumbers: readonly FieldOperator[] = ['equals', 'greater', 'less'];
const numberTypes = new Set(['integer', 'decimal', 'score', 'money', 'mass', 'quantity']);

const operatorsOf = (attribute: AttributeLegend | undefined): readonly FieldOperator[] =>
  attribute && numberTypes.has(attribute.valueType) ? ofNumbers : operators;

/** Unit of a number as a person types it and the screen shows it. */
function unitOf(attribute: AttributeLegend | undefined, t: TFunction<'home'>): string | undefined {
  if (attribute?.valueType === 'money') return t('search.yuan');
  if (attribute?.valueType === 'mass') return 'kg';
  return undefined;
}

/** @param saved is asked at once */
export function FieldSearch({ saved }: { readonly saved?: SavedQuery | undefined }) {
  const { t } = useTranslation('home');
  const legend = useLegend();
  const format = useFormat();
  const client = useClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const [type, setType] = useState<EntityType>(
    saved ? (String(object(saved.content)['type']) as EntityType) : 'Enterprise',
  );
  const [conditions, setConditions] = useState<readonly Condition[]>(
    saved ? conditionsOf(saved.content) : [{ attribute: 'name', operator: 'contains', value: '' }],
  );
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<SearchFieldsQuery['searchFields'] | null>(null);
  const attributes =
    legend.type(type)?.attributes.filter((one) => one.group !== 'behavioural') ?? [];
  const complete = conditions.filter((one) => one.value.trim() !== '');
  const change = (index: number, patch: Partial<Condition>) =>
    setConditions((before) => before.map((one, i) => (i === index ? { ...one, ...patch } : one)));
  const attributeOf = ({ attribute }: Condition) =>
    attributes.find(({ name }) => name === attribute);
  const run = async () => {
    setBusy(true);
    const variables = {
      type,
      conditions: complete.map((one) => ({ ...one, value: one.value.trim() })),
      limit: 100,
    };
    const result = await client
      .query(SearchFieldsDocument, variables, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    if (result.error) notify.failed(result.error, t('search.failed'));
    else setAnswer(result.data?.searchFields ?? null);
  };
  useAskedAtOnce(saved !== undefined, () => void run());
  return (
    <>
      <div className="row">
        <Select
          style={{ width: 180 }}
          aria-label={t('search.type')}
          value={type}
          onChange={(next) => {
            setType(next);
            setAnswer(null);
            setConditions([
              {
                attribute: legend.type(next)?.attributes[0]?.name ?? 'name',
                operator: 'contains',
                value: '',
              },
            ]);
          }}
          options={legend.types.map((one) => ({ value: one.name, label: legend.label(one) }))}
        />
        <Button
          onClick={() =>
            setConditions((before) => [
              ...before,
              { attribute: attributes[0]?.name ?? 'name', operator: 'contains', value: '' },
            ])
          }
          disabled={conditions.length >= 8}
        >
          {t('search.addCondition')}
        </Button>
      </div>
      {conditions.map((one, i) => (
        <div className="row" key={i}>
          <Select
            style={{ width: 180 }}
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('search.attribute')}
            value={one.attribute}
            onChange={(attribute) => {
              const possible = operatorsOf(attributes.find(({ name }) => name === attribute));
              const operator = possible.includes(one.operator) ? one.operator : possible[0]!;
              change(i, { attribute, operator });
            }}
            options={attributes.map((item) => ({ value: item.name, label: legend.label(item) }))}
          />
          <Select
            style={{ width: 110 }}
            aria-label={t('search.operator')}
            value={one.operator}
            onChange={(operator) => change(i, { operator })}
            options={operatorsOf(attributeOf(one)).map((name) => ({
              value: name,
              label: t(`operators.${name}`, { ns: 'common' }),
            }))}
          />
          <Input
            style={{ width: 260 }}
            value={one.value}
            onChange={(event) => change(i, { value: event.target.value })}
            onPressEnter={() => complete.length > 0 && void run()}
            aria-label={t('search.value')}
            // Always there: without, the input would lose the focus when the unit comes or goes.
            suffix={unitOf(attributeOf(one), t) ?? <span />}
          />
          {conditions.length > 1 && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('search.removeCondition')}
              onClick={() => setConditions((before) => before.filter((_, index) => index !== i))}
            />
          )}
        </div>
      ))}
      {conditions.some((one) => attributeOf(one)?.currency) && (
        <div className="muted">{t('search.otherCurrency')}</div>
      )}
      <div className="row">
        <Button
          type="primary"
          loading={busy}
          disabled={complete.length === 0}
          onClick={() => void run()}
        >
          {t('search.findOne')}
        </Button>
        {complete.length > 0 && (
          <WatchButton
            of={{ query: { type, conditions: complete } }}
            name=""
            words={t('search.watch')}
          />
        )}
        {complete.length > 0 && (
          <SaveQuery
            kind="fields"
            content={{
              type,
              conditions: complete.map((one) => ({ ...one, value: one.value.trim() })),
            }}
          />
        )}
        {answer && answer.hits.length > 0 && (
          <Button
            onClick={() => void navigate(networkAddress(answer.hits.map((hit) => hit.node.id)))}
          >
            {t('search.openAll', { count: answer.hits.length })}
          </Button>
        )}
      </div>
      {answer && (
        <>
          <ul className="node-list hits">
            {answer.hits.map((hit) => (
              <li key={hit.node.id}>
                <NodeLink node={hit.node} />
                <WatchButton signOnly of={{ records: [hit.node.record] }} name={hit.node.label} />
              </li>
            ))}
          </ul>
          <div className="muted">
            {t('search.shown', {
              shown: format.number(answer.hits.length),
              total: format.number(answer.total),
            })}
          </div>
        </>
      )}
    </>
  );
}
