/** AIS receivers: lines of AIVDM and AIVDO over TCP or UDP become fixes of vessels. */
import { AisSentences, aisReasons, type AisLine } from '@phecda/etl/positions/ais/sentence';
import { VesselPositions, vesselReasons } from '@phecda/etl/positions/ais/vessel-positions';
import type { Decoded } from '../../fix.ts';
import type { Pushed, StreamDecoder, StreamKind } from '../decoder.ts';
import { Lines } from '../lines.ts';
import { refuse } from '../refuse.ts';

const reasons = {
  ...aisReasons,
  ...vesselReasons,
  'ais-line': { zh: '行过长', en: 'the line is too long' },
} as const;

class AisDecoder implements StreamDecoder {
  readonly #lines = new Lines();
  readonly #sentences = new AisSentences();
  readonly #vessels = new VesselPositions();

  push(bytes: Buffer, received: number): Pushed {
    const decoded: Decoded[] = [];
    for (const { line, text } of this.#lines.push(bytes)) {
      if (text === null) decoded.push(refuse(reasons, 'ais-line', `line ${line}`));
      else
        for (const one of this.#sentences.push(text))
          decoded.push(this.#decoded(one, received, line));
    }
    return { decoded, replies: [] };
  }

  end(): readonly Decoded[] {
    const rest = this.#lines.rest();
    const last = rest === null ? [] : this.#sentences.push(rest.text);
    return [...last, ...this.#sentences.end()].map((one) => this.#decoded(one, Date.now(), 0));
  }

  acknowledge(): null {
    return null;
  }

  #decoded(line: AisLine, received: number, number: number): Decoded {
    if ('ignored' in line) return line;
    if ('refused' in line) return refuse(reasons, line.refused, `line ${line.line}`, line.text);
    const answer = this.#vessels.take(line.message, line.bits, line.said ?? received);
    if ('ignored' in answer) return answer;
    if ('refused' in answer)
      return refuse(reasons, answer.refused, `line ${number}`, JSON.stringify(line.message));
    const { mmsi, ...rest } = answer.position;
    return {
      fix: { device: { scheme: 'mmsi', value: mmsi }, received, datum: 'WGS-84', ...rest },
    };
  }
}

export const ais: StreamKind = {
  name: 'ais',
  words: { zh: 'AIS（AIVDM/AIVDO）', en: 'AIS (AIVDM/AIVDO)' },
  open: () => new AisDecoder(),
};
