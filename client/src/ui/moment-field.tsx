/** A minute in the district's time, chosen or typed; what is typed counts as soon as the field is left. */
import { DatePicker } from 'antd';
import { fromPicker, toPicker } from '../map/district-time.ts';

interface MomentFieldProps {
  readonly label: string;
  /** Milliseconds UTC. */
  readonly value: number | null;
  readonly disabled?: boolean;
  change(at: number | null): void;
}

export function MomentField({ label, value, disabled = false, change }: MomentFieldProps) {
  return (
    <DatePicker
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      needConfirm={false}
      value={value === null ? null : toPicker(value)}
      onChange={(chosen: Parameters<typeof fromPicker>[0] | null) =>
        change(chosen && fromPicker(chosen))
      }
      disabled={disabled}
      placeholder={label}
      aria-label={label}
    />
  );
}
