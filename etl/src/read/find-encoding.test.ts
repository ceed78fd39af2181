import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ImportAbort } from '../errors.ts';
import { decoderFor, encodingName } from './decoders.ts';
import { findEncoding, utf16WithoutMark } from './find-encoding.ts';

const texts = {
  simplified:
    '代码,名称,地址\nC1,深圳市达源进出口贸易有限公司,深圳市福田区深南大道一号\nC2,广州恒通物流有限公司,广州市天河区\n',
  shortSimplified: '名称\n甲公司\n',
  names: 'code,name\n1,张三\n2,欧阳娜\n',
  traditional: 'code,name\nC16D,臺灣電子股份有限公司\nC16E,華碩國際貿易有限公司\n',
  shortTraditional: 'code,name\nC1,香港貿易公司\n',
  japanese:
    '会社名,住所\n株式会社山田商事,東京都港区芝公園\nトヨタ自動車,愛知県豊田市\nみなと運輸有限会社,横浜市中区\n',
  kanji: 'code,name\n1,株式会社日本貿易\n2,東京物産株式会社\n',
  korean: '코드,이름\nC1,삼성전자 주식회사\nC2,현대자동차\nC3,부산항만공사\n',
  western:
    'code,name,address\nC16A,Müller GmbH,Königstraße 1\nC16B,Société Générale,Rue de l’Évêché\n',
  euro: 'code,name\n1,Cœur 100€\n2,Éléonore\n',
  polish: 'code,name\n1,Łódź Spółka\n2,Żywność Gdańsk\n3,Kraków Świętokrzyska\n',
  russian: 'код,название\n1,ООО Альфа\n2,Общество с ограниченной ответственностью Восток\n',
  greek: 'code,name\n1,Ελληνική Εταιρεία\n2,Θεσσαλονίκη\n',
};

const lines = (bytes: Buffer): Buffer[] =>
  bytes
    .toString('latin1')
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line, 'latin1'))
    .filter((line) => line.some((byte) => byte >= 0x80));

function found(text: string, encoding: string): { sure: string | null; choices: string[] } {
  try {
    return { sure: findEncoding(lines(iconv.encode(text, encoding))), choices: [] };
  } catch (error) {
    if (!(error instanceof ImportAbort)) throw error;
    const choices = (error.detail.value ?? '')
      .split(' · ')
      .map((choice) => choice.split(':')[0] ?? '');
    return { sure: null, choices };
  }
}

describe('the encoding of text', () => {
  it.each([
    ['simplified', 'gb18030'],
    ['shortSimplified', 'gb18030'],
    ['names', 'gb18030'],
    ['traditional', 'big5'],
    ['shortTraditional', 'big5'],
    ['japanese', 'shift_jis'],
    ['japanese', 'euc-jp'],
    ['kanji', 'shift_jis'],
    ['kanji', 'euc-jp'],
    ['korean', 'euc-kr'],
  ] as const)('%s text is found to be %s', (text, encoding) =>
    expect(found(texts[text], encoding)).toEqual({ sure: encoding, choices: [] }),
  );

  it.each([
    ['western', 'windows-1252'],
    ['euro', 'windows-1252'],
    ['euro', 'iso-8859-15'],
    ['polish', 'windows-1250'],
    ['polish', 'iso-8859-2'],
    ['russian', 'windows-1251'],
    ['russian', 'koi8-r'],
    ['russian', 'ibm866'],
    ['greek', 'windows-1253'],
  ] as const)('%s text in %s is in doubt, and that is the first choice', (text, encoding) => {
    const { sure, choices } = found(texts[text], encoding);
    expect(sure).toBeNull();
    const bytes = iconv.encode(texts[text], encoding);
    expect(decoderFor(choices[0] ?? '')(bytes)).toBe(texts[text]);
    expect(choices.length).toBeGreaterThan(1);
  });

  it('never takes one for another, however little text there is', () => {
    const samples = [
      ['simplified', 'gb18030'],
      ['names', 'gb18030'],
      ['traditional', 'big5'],
      ['japanese', 'shift_jis'],
      ['japanese', 'euc-jp'],
      ['kanji', 'shift_jis'],
      ['kanji', 'euc-jp'],
      ['korean', 'euc-kr'],
      ['western', 'windows-1252'],
      ['polish', 'windows-1250'],
      ['russian', 'windows-1251'],
      ['russian', 'koi8-r'],
      ['greek', 'windows-1253'],
    ] as const;
    const wrong: string[] = [];
    for (const [text, encoding] of samples) {
      const words = texts[text].split(/[\n,]/).filter((word) => /[^\u0020-\u007f]/.test(word));
      for (const word of words) {
        for (let length = 1; length <= word.length; length++) {
          const part = word.slice(0, length);
          const bytes = iconv.encode(`${part}\n`, encoding);
          if (!/[^\u0020-\u007f]/.test(part)) continue;
          try {
            const sure = findEncoding([bytes]);
            if (decoderFor(sure)(bytes) !== `${part}\n`) wrong.push(`${part} ${encoding} ${sure}`);
          } catch (error) {
            if (!(error instanceof ImportAbort)) throw error;
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  /** Words that stand in lists of firms, people, goods and places. */
  const words = {
    'zh-Hans':
      '深圳市 广州 佛山 有限公司 进出口 贸易 物流 电子 科技 实业 国际货代 欧阳娜 张伟 李秀英 诸葛亮 福田区深南大道一号 天河区 宝安 报关员 塑料制品 不锈钢管 冻虾仁 摇光 天玑 玉衡 鑫 喆 淼 垚',
    'zh-Hant':
      '臺灣 電子股份有限公司 香港 貿易 國際 華碩 物流 陳大文 黃飛鴻 九龍尖沙咀 彌敦道 進口 報關 塑膠 鋼鐵 機械 實業 鑫',
    ja: '株式会社 山田商事 東京都港区 トヨタ自動車 みなと運輸 横浜市 田中 ひろし 貿易 有限会社 輸入 電気部品 サービス',
    ko: '삼성전자 주식회사 현대자동차 부산항만공사 서울 무역 물류 김철수 이영희 인천 수출 전자부품',
    western:
      'Müller Société Générale Königstraße Évêché Français Señor España Åse Größe Ærø naïve Łatwo',
    polish: 'Łódź Spółka Żywność Gdańsk Kraków Świętokrzyska Wrocław Częstochowa',
    russian: 'ООО Альфа Общество ограниченной ответственностью Восток Москва Иванов Логистика',
    greek: 'Ελληνική Εταιρεία Θεσσαλονίκη Αθήνα Ναυτιλία',
  };
  const whole: readonly (readonly [keyof typeof words, string])[] = [
    ['zh-Hans', 'gb18030'],
    ['zh-Hans', 'utf-8'],
    ['zh-Hant', 'big5'],
    ['zh-Hant', 'gb18030'],
    ['zh-Hant', 'utf-8'],
    ['ja', 'shift_jis'],
    ['ja', 'euc-jp'],
    ['ko', 'euc-kr'],
    ['western', 'utf-8'],
  ];
  const single: readonly (readonly [keyof typeof words, string])[] = [
    ['western', 'windows-1252'],
    ['western', 'iso-8859-15'],
    ['polish', 'windows-1250'],
    ['polish', 'iso-8859-2'],
    ['russian', 'windows-1251'],
    ['russian', 'koi8-r'],
    ['russian', 'ibm866'],
    ['greek', 'windows-1253'],
  ];
  const asWritten = ([language, encoding]: readonly [keyof typeof words, string]) => {
    const known = words[language]
      .split(' ')
      .filter((word) => iconv.decode(iconv.encode(word, encoding), encoding) === word);
    const cell = fc.oneof(
      { weight: 3, arbitrary: fc.array(fc.constantFrom(...known), { minLength: 1, maxLength: 3 }) },
      fc.array(fc.stringMatching(/^[A-Z0-9.-]{1,10}$/), { minLength: 1, maxLength: 1 }),
    );
    return fc
      .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
      .map((rows) => ({
        encoding,
        text: rows
          .map(
            (row) =>
              `${row.map((parts) => parts.join(/^(?:zh|ja)/.test(language) ? '' : ' ')).join(',')}\n`,
          )
          .join(''),
      }))
      .filter(({ text }) => /[^\0-\x7f]/.test(text));
  };
  const read = (text: string, encoding: string) => {
    const bytes = lines(iconv.encode(text, encoding));
    const decode = (name: string): string | null => decoderFor(name)(Buffer.concat(bytes));
    const { sure, choices } = found(text, encoding);
    return {
      wanted: decode(encoding),
      sure: sure === null ? null : decode(sure),
      choices: choices.map(decode),
    };
  };

  it('lists that people write are read as they were written, or asked about, never changed', () =>
    fc.assert(
      fc.property(fc.constantFrom(...whole, ...single).chain(asWritten), ({ text, encoding }) => {
        const { wanted, sure, choices } = read(text, encoding);
        if (sure !== null) expect(sure).toBe(wanted);
        else expect(choices.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    ));

  it('lists in encodings of one byte are always asked about, the right reading among the choices', () =>
    fc.assert(
      fc.property(fc.constantFrom(...single).chain(asWritten), ({ text, encoding }) => {
        fc.pre((text.match(/[^\0-\x7f]/g) ?? []).length >= 20);
        const { wanted, sure, choices } = read(text, encoding);
        expect(sure).toBeNull();
        expect(choices).toContain(wanted);
      }),
      { numRuns: 60 },
    ));

  it('is found through some damaged lines', () => {
    const good = lines(iconv.encode(texts.simplified.repeat(5), 'gb18030'));
    const bad = Buffer.concat([good[0] ?? Buffer.alloc(0), Buffer.from([0xff, 0x41, 0x0a])]);
    expect(findEncoding([...good, bad])).toBe('gb18030');
    const utf8 = lines(Buffer.from(texts.simplified.repeat(5)));
    expect(findEncoding([...utf8, Buffer.from([0xe6, 0xb7, 0x0a])])).toBe('utf-8');
  });

  it('UTF-16 without a mark, whatever the script', () => {
    for (const text of [
      texts.simplified,
      texts.japanese,
      texts.korean,
      texts.russian,
      texts.western,
    ]) {
      const le = Buffer.from(text, 'utf16le');
      expect(utf16WithoutMark(le)).toBe('utf-16le');
      expect(utf16WithoutMark(Buffer.from(le).swap16())).toBe('utf-16be');
    }
    expect(utf16WithoutMark(Buffer.from('name\0,code\nabcd,efgh\n'))).toBeNull();
    expect(utf16WithoutMark(iconv.encode(`\0\0${texts.simplified}`, 'gb18030'))).toBeNull();
  });
});

describe('names of encodings', () => {
  it.each([
    ['GBK', 'gb18030'],
    ['gb2312', 'gb18030'],
    ['Latin1', 'windows-1252'],
    ['ISO-8859-15', 'iso-8859-15'],
    ['SJIS', 'shift_jis'],
    ['ms_kanji', 'shift_jis'],
    ['windows-949', 'euc-kr'],
    ['koi8-u', 'koi8-u'],
    ['cp437', 'cp437'],
    ['UTF8', 'utf-8'],
    ['utf-16', 'utf-16le'],
    ['nothing', null],
    ['base64', null],
    ['utf-7', null],
  ])('%s is %s', (label, name) => expect(encodingName(label)).toBe(name));

  it('every one of them decodes as iconv-lite does', () => {
    for (const encoding of [
      'windows-1252',
      'windows-1251',
      'iso-8859-15',
      'koi8-r',
      'ibm866',
      'cp437',
    ])
      for (let byte = 0; byte < 256; byte++) {
        const expected = iconv.decode(Buffer.from([byte]), encoding);
        expect(decoderFor(encoding)(Buffer.from([byte]))).toBe(
          expected === '\ufffd' ? null : expected,
        );
      }
    expect(decoderFor('windows-1252')(Buffer.from([0x80, 0x92]))).toBe('€’');
  });
});
