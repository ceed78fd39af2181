/** Read step: how likely a text is as what people write in a language: natural logarithms of rough character frequencies, so that readings of the same bytes can be compared. */
import { Converter } from 'opencc-js/cn2t';

export type Language = 'zh-Hans' | 'zh-Hant' | 'ja' | 'ko' | 'any' | 'letters';

/** Characters that make up most of what lists of firms, people, goods and places hold. */
const commonHan =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严' +
  '司贸限有进出口物流货运仓储集团股份企业编码代名称地址电话法定表册注资本登记海关申报境收发货单位商品税号数量金额币制原产国别贸易方式监管输仓库码头港湾深圳市东莞广州佛山珠海惠州中山香港澳门上海天津宁波厦门青岛大连福建浙江苏省南北京重庆成都武汉西安区路街道号楼室栋座层村镇乡县村工业园科技电子实业投资控股国际货代理咨询服务贸发展有责任公司个体户经营部商行店厂王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文甲乙丙丁戊己庚辛壬癸伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红建华国志强永春秋冬梅雪鹏飞宇浩鑫辉龙凤祥瑞丰盛昌隆兴旺达恒源泰顺诚信义和美佳宏伟鸿运通联合众创新远洋航空铁船舶车辆牌司机证件护照身份银行账户余额合计备注日期时间序类型状态说明塑料钢铝铜纸木布服装鞋帽玩具家具手机电脑配件零食品饮料酒茶油米面糖果肉鱼蔬菜药医疗器械化妆洗涤';
const commonHangul =
  '이다는의에을를가고한하지로은사기시자해도리수인대어과서나전부일정아만제보장들있조구라그주여선상연관용적무성국것스경세비원유소진마들식공안동현합신중학교회물산화생업법계통모방명드영간행면문역내체권오직거위양재야요강심우외단결계집약금종실민점발미입설치결책량타호노당각형최후차두련본건배근표석번격변속품분포하항준감기준호울천남북광서초주식회사무역수출입무역물류서울부산인천대구운송창고품목수량금액주소전화대표이름김박최정강조윤장임한오서신권황안송류홍';
const japanese =
  '株式会社有限日本東京都大阪府県市区町村番地丁目名古屋横浜神戸福岡札幌貿易商事物産工業製作所電機電気自動車部品輸出輸入通関倉庫運送港税関申告者住所電話氏名代表取締役数量金額単価合計年月日備考田中山木村井上佐藤鈴高橋伊渡辺小林加吉松本斎清野石原池藤岡長谷川後前近青森秋岩宮城島形茨栃群埼玉千葉神奈新潟富金沢福梨岐阜静愛知三重滋賀京兵庫良和歌鳥取根広口徳香媛高崎熊分児沖縄売買仕入納品書請求発注受領';
/** More frequent ones first; upper case is a twentieth of it. */
const letters: Readonly<Record<string, number>> = {
  ...weights('оеаинтсрвлкмдпу', 0.05),
  ...weights('яыьгзбчйхжшюцщэфъё', 0.012),
  ...weights('éüäö', 0.008),
  ...weights('èàçñóáíßãõåøæœêôâîúłążćśńęźčšřžěýůőű', 0.004),
  ...weights('ëïûùòìÿđģķļņėįųūāēīğışăâțşţđðþ', 0.0004),
};

function weights(signs: string, weight: number): Record<string, number> {
  return Object.fromEntries([...signs].map((sign) => [sign, weight]));
}

const rare = Math.log(1e-8);
/** A byte beyond ASCII of which nothing is known. */
export const unknownByte = -Math.log(128);
const asciiCost = -Math.log(30);

interface Model {
  cost(char: string): number;
}

function ranked(...groups: readonly (readonly [string | ReadonlySet<string>, number])[]): Model {
  const costs = new Map<string, number>();
  for (const [signs, mass] of groups) {
    const fresh = [...new Set(signs)].filter((sign) => !costs.has(sign));
    for (const sign of fresh) costs.set(sign, Math.log(mass / Math.max(fresh.length, 1)));
  }
  return { cost: (char) => costs.get(char) ?? rare };
}

/** Characters of a block of two-byte codes. */
function block(
  encoding: string,
  leads: readonly [number, number],
  trails: readonly (readonly [number, number])[],
): string {
  const decode = new TextDecoder(encoding);
  const bytes: number[] = [];
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (const [from, to] of trails)
      for (let trail = from; trail <= to; trail++) bytes.push(lead, trail);
  return decode.decode(Uint8Array.from(bytes)).replaceAll('\ufffd', '');
}

const highTrail = [[0xa1, 0xfe]] as const;
const cjkMarks =
  '\u3000、。《》【】「」『』〈〉“”‘’…—·（）：；，！？％＆／－＋＝＊＃＠～￥０１２３４５６７８９ＡＢＣＤＥ℃№';

function buildModels(): Readonly<Record<Language, (text: string) => number>> {
  const toTraditional = Converter({ from: 'cn', to: 't' });
  const hiragana = span(0x3041, 0x3096);
  const katakana = `${span(0x30a1, 0x30fa)}ー・々`;
  const hans = ranked(
    [commonHan, 0.72],
    [cjkMarks, 0.05],
    [block('gb18030', [0xb0, 0xd7], highTrail), 0.2],
    [block('gb18030', [0xd8, 0xf7], highTrail), 0.02],
    [block('gb18030', [0xa1, 0xa3], highTrail), 0.005],
  );
  const hant = ranked(
    [toTraditional(commonHan), 0.72],
    [cjkMarks, 0.05],
    [block('big5', [0xa4, 0xc6], [[0x40, 0x7e], ...highTrail]), 0.2],
    [block('big5', [0xc9, 0xf9], [[0x40, 0x7e], ...highTrail]), 0.02],
    [block('big5', [0xa1, 0xa3], [[0x40, 0x7e], ...highTrail]), 0.005],
  );
  const ja = ranked(
    [hiragana, 0.25],
    [katakana, 0.25],
    [japanese, 0.3],
    [cjkMarks, 0.04],
    [block('euc-jp', [0xb0, 0xcf], highTrail), 0.13],
    [span(0xff66, 0xff9f), 0.01],
    [block('euc-jp', [0xd0, 0xf4], highTrail), 0.01],
    [block('euc-jp', [0xa1, 0xa3], highTrail), 0.005],
  );
  const ko = ranked(
    [commonHangul, 0.78],
    [block('euc-kr', [0xb0, 0xc8], highTrail), 0.17],
    [cjkMarks, 0.03],
    [block('euc-kr', [0xca, 0xfd], highTrail), 0.01],
    [block('euc-kr', [0xa1, 0xa3], highTrail), 0.005],
  );
  const cjk = (model: Model) => (text: string) => sum(text, model, true);
  const spelled = (text: string): number => sum(text, letterModel, false);
  const all = [hans, hant, ja, ko].map(cjk);
  return {
    'zh-Hans': cjk(hans),
    'zh-Hant': cjk(hant),
    ja: cjk(ja),
    ko: cjk(ko),
    letters: spelled,
    any: (text) => Math.max(...all.map((of) => of(text)), spelled(text)) - Math.log(all.length + 1),
  };
}

/** What a character is, looked up once: a sample holds few different ones, each many times. */
interface Sign {
  readonly cost: number;
  readonly letter: boolean;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly script: 'Latin' | 'Cyrillic' | 'other';
}

const signs = new Map<string, Sign>();

function signOf(char: string): Sign {
  let sign = signs.get(char);
  if (sign === undefined) {
    sign = {
      cost: letterCost(char),
      letter: /\p{L}/u.test(char),
      lower: /\p{Ll}/u.test(char),
      upper: /\p{Lu}/u.test(char),
      script: scriptOf(char),
    };
    signs.set(char, sign);
  }
  return sign;
}

const letterModel: Model = { cost: (char) => signOf(char).cost };

function letterCost(char: string): number {
  const known = letters[char];
  if (known !== undefined) return Math.log(known);
  const small = letters[char.toLowerCase()];
  if (small !== undefined) return Math.log(small / 20);
  if (/[€–—‘’“”„°®™©«»…·№§]/.test(char)) return Math.log(1e-4);
  if (!/\p{L}|\p{M}/u.test(char)) return Math.log(1e-6);
  const script = scriptOf(char);
  return Math.log(script === 'Latin' ? 1e-5 : script === 'Cyrillic' ? 1e-4 : 0.03);
}

function sum(text: string, model: Model, wide: boolean): number {
  let total = 0;
  let before = 0x20;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) {
      total += code < 0x20 && !isBreak(code) ? rare : asciiCost;
      /* A Chinese character stuck in a Latin word, or the other way round, is hardly ever meant. */
      if (before > 0x2ff && isSmall(code)) total -= wide ? 4 : 8;
    } else {
      total += code < 0xa0 ? rare : model.cost(char);
      if (wide && isSmall(before)) total -= 4;
      if (!wide && !joins(String.fromCodePoint(before), char)) total -= 8;
    }
    before = code;
  }
  return total;
}

/** Within a word letters are of one script, and upper case does not follow lower case. */
function joins(before: string, char: string): boolean {
  const [first, next] = [signOf(before), signOf(char)];
  if (!first.letter) return true;
  if (!next.letter) return false;
  if (first.lower && next.upper) return false;
  return first.script === next.script;
}

/** Tab, line feed, carriage return. */
const isBreak = (code: number): boolean => code === 0x09 || code === 0x0a || code === 0x0d;
/** a to z. */
const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a;

function scriptOf(char: string): Sign['script'] {
  if (/\p{Script=Latin}/u.test(char)) return 'Latin';
  return /\p{Script=Cyrillic}/u.test(char) ? 'Cyrillic' : 'other';
}

function span(from: number, to: number): string {
  return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, index) => from + index));
}

let models: ReturnType<typeof buildModels> | undefined;

/** Sum over the characters; the more, the likelier. */
export function logLikelihood(text: string, language: Language): number {
  models ??= buildModels();
  return models[language](text);
}
