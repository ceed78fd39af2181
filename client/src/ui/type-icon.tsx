/** The disc of an entity type as on the canvas, ringed by its highest risk tag. */
import { useLegend } from '../legend/legend.tsx';

export function TypeIcon({
  type,
  tags = [],
  size = 20,
}: {
  type: string;
  tags?: readonly string[];
  size?: number;
}) {
  const legend = useLegend();
  const level = legend.level(tags);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 40 40"
      className="type-icon"
      role="img"
      aria-label={legend.typeLabel(type)}
    >
      {level > 1 && (
        <circle
          cx="20"
          cy="20"
          r="18"
          fill="none"
          stroke={legend.palette.risk[level] ?? ''}
          strokeWidth="4"
        />
      )}
      <circle cx="20" cy="20" r="15" fill={legend.typeColour(type)} />
      <path
        d={legend.iconPath(type)}
        fill="#fff"
        fillRule="evenodd"
        transform="translate(10.4 10.4) scale(0.8)"
      />
    </svg>
  );
}
