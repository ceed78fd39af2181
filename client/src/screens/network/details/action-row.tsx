/** Some of the actions as buttons, under the names of menu and palette. */
import { Button, Space, Tooltip } from 'antd';
import { showKeys } from '../../../app/commands.ts';
import type { Action } from '../use-actions.ts';

export function ActionRow({
  actions,
  ids,
}: {
  actions: readonly Action[];
  ids: readonly string[];
}) {
  const shown = ids.flatMap(
    (id) =>
      actions.find((action) => action.id === `network.${id}` && action.enabled !== false) ?? [],
  );
  return (
    <Space size={4} wrap className="action-row">
      {shown.map((action, index) => (
        <Tooltip key={action.id} title={action.keys ? showKeys(action.keys.split(' ')[0]!) : ''}>
          <Button size="small" type={index === 0 ? 'primary' : 'default'} onClick={action.run}>
            {action.title}
          </Button>
        </Tooltip>
      ))}
    </Space>
  );
}
