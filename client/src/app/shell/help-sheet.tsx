/** All keys of the screen in front. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { showKeys, useAllCommands } from '../commands.ts';

export function HelpSheet({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation('common');
  const commands = useAllCommands().filter((command) => command.keys);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('commands.help')} width={760}>
      <div className="help-sheet">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      <kbd>{showKeys(command.keys!)}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
