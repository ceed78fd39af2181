/** A pause of a channel as the screens show it. */
import type { ChannelPause } from '@phecda/alerts/store/channel-pause';

export const pauseOf = ({ channel, since, until, problem }: ChannelPause) => ({
  channel,
  since: since.toISOString(),
  until: until.toISOString(),
  problem,
});
