/** Every cleaner: what it accepts, how it writes it, and why it refuses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal, Warned } from './cleaned.ts';
import { type CleanOptions, type CleanerName, cleanerNames, makeCleaner } from './cleaners.ts';
import { containerCheck, idCardCheck, luhn, usccCheck, vinCheck } from './identifiers.ts';

function clean(name: CleanerName, raw: string, options: CleanOptions = {}): string | null {
  const cleaned = makeCleaner(name, options)(raw);
  if (cleaned instanceof Refusal) return `!${cleaned.code} ${cleaned.detail}`.trimEnd();
  if (cleaned instanceof Warned) return `?${cleaned.code} ${cleaned.value}`;
  return cleaned;
}

/** [cleaner, raw, expected, options] */
const cases: readonly (readonly [CleanerName, string, string | null, CleanOptions?])[] = [
  ['text', '  ＡＢＣ　１２３ \u0000\u200b ', 'ABC 123'],
  ['text', '廣東電子', '广东电子'],
  ['text', 'N/A', null],
  ['text', '—', null],
  ['text', '坏\ufffd字', '!text-format'],
  ['orgName', '深圳市 海贸（集团） 有限公司', '深圳市海贸(集团)有限公司'],
  ['orgName', 'Alpha  Trading Co., Ltd.', 'Alpha Trading Co., Ltd.'],
  ['personName', '张 三', '张三'],
  ['personName', '古丽•买买提', '古丽·买买提'],
  ['personName', 'John  Smith', 'John Smith'],
  ['address', '深圳市 福田区 ａ座', '深圳市福田区A座'],
  ['code', ' ab-12 ', 'AB-12'],
  ['code', '5.31620E+17', '!identifier-rounded'],
  ['code', '5.3162e17', '!identifier-rounded'],
  ['code', '5E+17', '!identifier-rounded'],
  ['code', '5E17', '!identifier-rounded'],
  ['code', '1E5', '1E5'],
  ['code', '4403160001.0', '4403160001'],
  ['code', '4,403,160,001', '4403160001'],
  ['code', '4,403,160,001.00', '4403160001'],
  ['code', '123,456', '!identifier-separators'],
  ['code', '531620241000012345', '531620241000012345'],
  ['code', '531620241000012350.0', '!identifier-rounded'],
  ['code', '531,620,241,000,012,000', '!identifier-rounded'],
  ['code', '0x1A2B3C', '!identifier-hexadecimal'],
  ['code', '0XF5BA1', '0XF5BA1'],
  ['code', "'0100", '0100'],
  ['code', '`4403160001', '4403160001'],
  ['code', '="0100"', '0100'],
  ['code', '="C24""B"', 'C24"B'],
  ['text', '="C24B"', 'C24B'],
  ['text', '5.31620E+17', '!identifier-rounded'],
  ['orgName', "'深圳市海贸有限公司", '深圳市海贸有限公司'],
  ['orgName', "'t Hart BV", "'t Hart BV"],
  ['uscc', '9.144E+17', '!identifier-rounded'],
  ['idCard', '1.10105194912310E+17', '!identifier-rounded'],
  ['imo', '9074729.0', '9074729'],
  ['mmsi', '413,000,001', '413000001'],
  ['account', '6.22202E15', '!identifier-rounded'],
  ['account', '0x1F2E3D4C', '!identifier-hexadecimal'],
  ['passport', '0x1A2B3C', '!identifier-hexadecimal'],
  ['uscc', '91440300708461136T', '91440300708461136T'],
  ['uscc', '９１４４０３００７０８４６１１３６ｔ', '91440300708461136T'],
  ['uscc', '91440300708461136A', '!uscc-check'],
  ['uscc', '9144030070846113', '!uscc-format'],
  ['uscc', '91440300I08461136T', '!uscc-format'],
  ['idCard', '11010519491231002x', '11010519491231002X'],
  ['idCard', '110105194912310021', '!id-card-check'],
  ['idCard', '110105194913310021', '!id-card-date'],
  ['idCard', '110105491231002', '11010519491231002X'],
  ['idCard', '4401**********1234', '!id-card-format'],
  ['passport', 'E 12345678', 'E12345678'],
  ['passport', 'ABCDEFG', '!passport-format'],
  ['plate', '粤B·12345', '粤B12345'],
  ['plate', '粤B D12345', '粤BD12345'],
  ['plate', '粤B12345D', '粤B12345D'],
  ['plate', '粤z·1234港', '粤Z1234港'],
  ['plate', '粤Z5678澳', '粤Z5678澳'],
  ['plate', '粵B1234学', '粤B1234学'],
  ['plate', 'AB 1234', 'AB1234'],
  ['plate', 'MA-12-34', 'MA1234'],
  ['plate', '粤BO1234', '!plate-format'],
  ['plate', '粤I12345', '粤I12345'],
  ['plate', '12345', '!plate-format'],
  ['vin', '1HGCM82633A004352', '1HGCM82633A004352'],
  ['vin', '1HGCM82633A014352', '!vin-check'],
  ['vin', 'LSVAM4187C2184847', 'LSVAM4187C2184847'],
  ['vin', 'WVWZZZ1JZXW000001', 'WVWZZZ1JZXW000001'],
  ['vin', '1HGCM82633A00435O', '!vin-format'],
  ['containerNo', 'csqu 305438-3', 'CSQU3054383'],
  ['containerNo', 'CSQU3054384', '!container-check'],
  ['containerNo', 'CSQX3054383', '!container-format'],
  ['imo', 'IMO 9074729', '9074729'],
  ['imo', '9074728', '!imo-check'],
  ['imo', '12345', '!imo-format'],
  ['mmsi', '413 123 456', '413123456'],
  ['mmsi', '123456789', '!mmsi-format'],
  ['hsCode', '8471.30.0000', '8471300000'],
  ['hsCode', '10121', '010121'],
  ['hsCode', '85171300.0', '85171300'],
  ['hsCode', '851713.0', '851713'],
  ['hsCode', '8517.0', '8517'],
  ['hsCode', '2501.00', '250100'],
  ['hsCode', '8471.3', '!hs-format'],
  ['hsCode', '85171300.5', '!hs-format'],
  ['hsCode', '85,171,300', '85171300'],
  ['hsCode', '8.5171E+09', '!identifier-rounded'],
  ['hsCode', "'8517130000", '8517130000'],
  ['hsCode', '9801', '!hs-chapter'],
  ['hsCode', '7701', '!hs-chapter'],
  ['hsCode', '0001', '!hs-chapter'],
  ['hsCode', '12', '!hs-format'],
  ['phone', '138-0013-8000', '+8613800138000'],
  ['phone', '+86 138 0013 8000', '+8613800138000'],
  ['phone', '0755-8888 8888', '+8675588888888'],
  ['phone', '(010) 12345678', '!phone-format'],
  ['phone', '010-62345678 转 12', '+861062345678'],
  ['phone', '+852 2345 6789', '+85223456789'],
  ['phone', '85366123456', '+85366123456'],
  ['phone', '91234567', '+85291234567'],
  ['phone', '+1 415 555 2671', '+14155552671'],
  ['phone', '123', '!phone-format'],
  ['phone', '7632345678.0', '+867632345678'],
  ['phone', '0763-2345678', '+867632345678'],
  ['phone', '13800138000.0', '+8613800138000'],
  ['phone', '1.38E+10', '!identifier-rounded'],
  ['email', ' Foo.Bar＠Example.COM ', 'foo.bar@example.com'],
  ['email', 'foo@bar', '!email-format'],
  ['email', 'a..b@x.cn', '!email-format'],
  ['account', '6222 0200 0000 0000 008', '?account-check 6222020000000000008'],
  ['account', '4000-1234-5678', '400012345678'],
  ['account', '!!', '!account-format'],
  ['currency', ' usd ', 'USD'],
  ['currency', '美元', 'USD'],
  ['currency', '502', 'USD'],
  ['currency', '人民币', 'CNY'],
  ['currency', 'RMB', 'CNY'],
  ['currency', '港幣', 'HKD'],
  ['currency', '日本日元', '!currency-unknown'],
  ['currency', 'US Dollar', 'USD'],
  ['country', 'cn', 'CN'],
  ['country', 'HKG', 'HK'],
  ['country', '越南', 'VN'],
  ['country', '中國香港', 'HK'],
  ['country', 'United States', 'US'],
  ['country', 'Atlantis', '!country-unknown'],
  ['date', '2023年5月6日', '2023-05-06'],
  ['date', '二〇二三年十二月二十一日', '2023-12-21'],
  ['date', '民國112年5月6日', '2023-05-06'],
  ['date', '20230506', '2023-05-06'],
  ['date', '2023/5/6', '2023-05-06'],
  ['date', '2023.05', '2023-05'],
  ['date', '2023年', '2023'],
  ['date', '202305', '2023-05'],
  ['date', '45052', '?date-serial 2023-05-06'],
  ['date', '45052', '2023-05-06', { serials: '1900' }],
  ['date', '43590', '2023-05-06', { serials: '1904' }],
  ['date', '20243', '!date-ambiguous'],
  ['date', '20243', '!date-ambiguous', { serials: '1900' }],
  ['date', '="2024-03-05"', '2024-03-05'],
  ['date', '2024-03-04T16:00:00Z', '2024-03-05'],
  ['date', '2024-03-04 16:00:00+00', '2024-03-05'],
  ['date', '2023-05-06T12:00:00Z', '2023-05-06'],
  ['date', '2023-05-06 12:00', '2023-05-06'],
  ['date', '6 May 2023', '2023-05-06'],
  ['date', 'May 6, 2023', '2023-05-06'],
  ['date', '13/05/2023', '2023-05-13'],
  ['date', '06/05/2023', '!date-ambiguous'],
  ['date', '06/05/2023', '2023-05-06', { order: 'dmy' }],
  ['date', '06/05/2023', '2023-06-05', { order: 'mdy' }],
  ['date', '2023-02-29', '!date-invalid'],
  ['date', '9999-12-31', '!date-range'],
  ['date', '9999-12-31', null, { empty: ['9999-12-31'] }],
  ['date', '1899-12-31', '!date-range'],
  ['date', '2101', '!date-range'],
  ['date', '长期', '!date-format'],
  ['month', '2023年5月', '2023-05'],
  ['month', '2023', '!date-format'],
  ['dateTime', '2023-05-06 8:30', '2023-05-06T08:30:00'],
  ['dateTime', '2023-05-06T20:30:00Z', '2023-05-07T04:30:00'],
  ['dateTime', '20230506083000', '2023-05-06T08:30:00'],
  ['dateTime', '45052.75', '2023-05-06T18:00:00', { serials: '1900' }],
  ['dateTime', '2023年5月6日8时30分', '2023-05-06T08:30:00'],
  ['dateTime', '2023/5/6 下午8:30', '2023-05-06T20:30:00'],
  ['dateTime', '2023-05-06 12:05 AM', '2023-05-06T00:05:00'],
  ['dateTime', '2023-05-06 8:30 about', '!date-format'],
  ['money', '1,234.565', '123457'],
  ['money', '¥1,200.50', '120050'],
  ['money', '100万元', '100000000'],
  ['money', '1.2亿', '12000000000'],
  ['money', '500', '500000000', { unit: '万元' }],
  ['money', '500', '500000000', { scale: 10_000 }],
  ['money', '500万元人民币', '500000000'],
  ['money', '500万美元', '!money-currency 美元'],
  ['money', '-5', '!negative'],
  ['money', '(5.00)', '-500', { nonNegative: false }],
  ['money', 'abc', '!number-format'],
  ['money', '1e20', '!number-range'],
  ['money', 'RMB 1,234.50', '123450'],
  ['money', '-¥1,234.5', '-123450', { nonNegative: false }],
  ['money', '¥(1,234.50)', '-123450', { nonNegative: false }],
  ['money', '1,234.50-', '-123450', { nonNegative: false }],
  ['money', '－１，２３４．５０', '-123450', { nonNegative: false }],
  ['money', '500元整', '50000'],
  ['money', '3.5万元(人民币)', '3500000'],
  ['money', '2百万', '200000000'],
  ['money', 'USD 1,234.50', '!money-currency USD'],
  ['money', 'HK$500', '!money-currency $'],
  ['money', '500 万 港币', '!money-currency 港币'],
  ['money', '1.234,56', '123456', { decimal: ',' }],
  ['money', '1,234', '123', { decimal: ',' }],
  ['money', '0,123', '!number-separators'],
  ['money', '12,5', '!number-separators'],
  ['money', '1 234 567.8', '123456780'],
  ['money', "1'234.5", '123450'],
  ['money', '1,23,456', '!number-format'],
  ['money', '1亿2000万元', '!unit-unknown 亿2000万元'],
  ['money', '5kg', '!unit-unknown kg'],
  ['money', '约500万', '!number-format'],
  ['money', '1-2万', '!unit-unknown -2万'],
  ['money', '10²', '!number-format'],
  ['money', '500万', '500000000', { unit: '万元' }],
  ['money', '500元', '50000', { unit: '万元' }],
  ['money', '500元', '50000', { scale: 10_000 }],
  ['money', '0.30000000000000004', '30'],
  ['mass', '1000千克', '1000000'],
  ['mass', '1,000KGS', '1000000'],
  ['mass', '1.5万千克', '15000000'],
  ['mass', '2千吨', '2000000000'],
  ['mass', '1.5', '15000000', { unit: '万千克' }],
  ['mass', '3万', '30000000000', { unit: '吨' }],
  ['mass', '2 MT', '2000000'],
  ['mass', '２０公斤', '20000'],
  ['mass', '5 台', '!unit-unknown 台'],
  ['mass', '12,5 kg', '12500', { decimal: ',' }],
  ['mass', '1,234 kg', '!number-separators', { decimal: 'unsure' }],
  ['mass', '1,234 kg', '!number-separators', { decimal: 'mixed' }],
  ['mass', '12 kg', '12000', { decimal: 'mixed' }],
  ['mass', '1.5', '1500'],
  ['mass', '2吨', '2000000'],
  ['mass', '3', '3000000', { unit: 't' }],
  ['mass', '5 lb', '2268'],
  ['mass', '-1', '!negative'],
  ['mass', '1 斗', '!unit-unknown 斗'],
  ['quantity', '12.5', '12500'],
  ['quantity', '3 台', '3000'],
  ['quantity', '2万件', '20000000'],
  ['quantity', '1000千克', '1000000'],
  ['quantity', '1000', '1000000'],
  ['quantity', '1000 公斤', '1000000'],
  ['quantity', '1,000KG', '1000000'],
  ['quantity', '2吨', '2000000'],
  ['quantity', '5千个', '5000000'],
  ['quantity', '5千', '5000000'],
  ['quantity', '3打', '36000'],
  ['quantity', '4,500 PCS', '4500000'],
  ['quantity', '４，５００件', '4500000'],
  ['quantity', '7千瓦时', '7000'],
  ['quantity', '2千米', '!unit-unknown 千米'],
  ['quantity', '12%', '!unit-unknown %'],
  ['quantity', '100元', '!unit-unknown 元'],
  ['quantity', '5', '5000000', { unit: '千个' }],
  ['integer', '1,000', '1000'],
  ['integer', '1.5', '!number-integer'],
  ['integer', '-3', '-3'],
  ['decimal', '01.500', '1.5'],
  ['decimal', '-0.25', '-0.25'],
  ['decimal', '1.23E+2', '123'],
  ['percent', '35%', '3500'],
  ['percent', '33.33', '3333'],
  ['percent', '12.5 ％', '1250'],
  ['percent', '5‰', '50'],
  ['percent', '33.333333333333336', '3333'],
  ['percent', '33,33', '3333', { decimal: ',' }],
  ['percent', '5个百分点', '!unit-unknown 个百分点'],
  ['decimal', '13%', '!unit-unknown %'],
  ['integer', '5台', '!unit-unknown 台'],
  ['percent', '0.35', '3500', { scale: 100 }],
  ['percent', '101', '!percent-range'],
  ['enum', '存续 ', 'active', { values: { 存续: 'active' } }],
  ['enum', '存續', 'active', { values: { 存续: 'active' } }],
  ['enum', '其他', '!enum-unknown', { values: { 存续: 'active' } }],
  ['enum', '0', null, { values: { '0': '', '1': 'fraud' } }],
  ['boolean', '是', 'true'],
  ['boolean', 'N', 'false'],
  ['boolean', '可能', '!boolean-format'],
];

describe('cleaners', () => {
  it.each(cases.map(([name, raw, expected, options = {}]) => ({ name, raw, expected, options })))(
    '$name $raw → $expected',
    ({ name, raw, expected, options }) => {
      expect(clean(name, raw, options)).toBe(expected);
    },
  );

  it('each has a case', () => {
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(cleanerNames));
  });

  it('lists are distinct, sorted and refused as a whole', () => {
    expect(clean('code', 'b；a;b', { list: ';' })).toBe('A\u001fB');
    expect(clean('email', 'a@b.cn;nonsense', { list: ';' })).toBe('!email-format');
  });

  it('an empty cell says nothing to any cleaner', () => {
    for (const name of cleanerNames)
      for (const raw of ['', '  ', '\u3000', '-', 'NULL'])
        expect(clean(name, raw, { values: {} })).toBeNull();
  });

  it('what is clean stays as it is', () => {
    for (const [name, raw, , options] of cases) {
      if (['money', 'mass', 'quantity', 'percent', 'enum', 'boolean', 'integer'].includes(name))
        continue;
      const once = clean(name, raw, options);
      if (once !== null && !/^[!?]/.test(once)) expect(clean(name, once, options)).toBe(once);
    }
  });

  it('never throws and never lets control characters through', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cleanerNames),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (name, raw) => {
          const cleaned = clean(name, raw, { values: { a: 'b' } });
          // eslint-disable-next-line no-control-regex
          if (cleaned !== null) expect(cleaned).not.toMatch(/[\u0000-\u001f\u007f]/);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('check characters', () => {
  it('one changed or two swapped characters are noticed', () => {
    const digits = (length: number) =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
        .map((list) => list.join(''));
    fc.assert(
      fc.property(digits(17), fc.nat(16), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const changed =
          body.slice(0, at) + String((Number(body.charAt(at)) + shift) % 10) + body.slice(at + 1);
        expect(idCardCheck(changed)).not.toBe(idCardCheck(body));
        expect(usccCheck(changed)).not.toBe(usccCheck(body));
      }),
    );
  });

  it('agree with published examples', () => {
    expect(usccCheck('91440300708461136')).toBe('T');
    expect(idCardCheck('11010519491231002')).toBe('X');
    expect(vinCheck('1M8GDM9AXKP042788')).toBe('X');
    expect(containerCheck('CSQU305438')).toBe('3');
    expect(luhn('79927398713')).toBe(true);
    expect(luhn('79927398710')).toBe(false);
  });
});
