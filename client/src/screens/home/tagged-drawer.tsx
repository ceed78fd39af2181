/** Everything that carries one tag, to open one by one or together. */
import { ApartmentOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { networkAddress } from '../../app/addresses.ts';
import { TaggedDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NodeLink } from './node-link.tsx';

const limit = 500;

export function TaggedDrawer({ tag, close }: { readonly tag: string; close(): void }) {
  const { t } = useTranslation('home');
  const legend = useLegend();
  const [{ data, error }, ask] = useQuery({
    query: TaggedDocument,
    variables: { tag, limit },
    requestPolicy: 'cache-and-network',
  });
  const { nodes, total } = data?.tagged ?? { nodes: [], total: 0 };
  return (
    <Drawer open size={560} title={legend.tagLabel(tag)} onClose={close} data-testid="tagged">
      {error ? (
        <Failure error={error} retry={() => ask({ requestPolicy: 'network-only' })} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <p className="tagged-head">
            <span className="muted">{t('xOfY', { ns: 'common', x: nodes.length, y: total })}</span>
            {nodes.length > 0 && (
              <Link to={networkAddress(nodes.map(({ record }) => record).slice(0, 400))}>
                <Button size="small" icon={<ApartmentOutlined />}>
                  {t('taggedOpen')}
                </Button>
              </Link>
            )}
          </p>
          <ul className="node-list">
            {nodes.map((node) => (
              <li key={node.id}>
                <NodeLink node={node} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
