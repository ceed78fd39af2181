/** Words of the demo world: places, streets, brands, people's names. Places are real, everybody and every firm is made up. */

export interface Place {
  readonly city: string;
  /** Division code for USCCs, and its first four digits for customs codes. */
  readonly region: string;
  readonly plate: string;
  readonly weight: number;
  readonly districts: readonly (readonly [district: string, ...streets: string[]])[];
  /** Customs offices used from here, the nearest first. */
  readonly offices: readonly string[];
}

export const places: readonly Place[] = [
  {
    city: '深圳市', region: '440300', plate: 'B', weight: 34, offices: ['5304', '5301', '5316', '5320', '5310', '5345'],
    districts: [
      ['宝安区', '福永街道', '沙井街道', '西乡街道', '松岗街道', '新安街道'], ['龙岗区', '平湖街道', '坂田街道', '布吉街道', '横岗街道', '坪地街道'],
      ['南山区', '蛇口街道', '粤海街道', '西丽街道'], ['福田区', '华强北街道', '福保街道', '沙头街道'], ['盐田区', '盐田街道', '沙头角街道'], ['龙华区', '民治街道', '观澜街道', '大浪街道'],
    ],
  },
  {
    city: '广州市', region: '440100', plate: 'A', weight: 22, offices: ['5165', '5201', '5141', '5208'],
    districts: [
      ['黄埔区', '穗东街道', '夏港街道', '永和街道'], ['南沙区', '龙穴街道', '黄阁镇', '珠江街道'], ['白云区', '江高镇', '石井街道', '人和镇'], ['番禺区', '大石街道', '石基镇', '沙湾街道'], ['花都区', '狮岭镇', '新华街道'],
    ],
  },
  {
    city: '东莞市', region: '441900', plate: 'S', weight: 17, offices: ['5204', '5301', '5316', '5201'],
    districts: [['长安镇', '乌沙社区', '锦厦社区'], ['虎门镇', '北栅社区', '怀德社区'], ['厚街镇', '涌口社区', '白濠社区'], ['塘厦镇', '林村社区', '石潭埔社区'], ['凤岗镇', '雁田村', '官井头村'], ['常平镇', '土塘村', '木棆村']],
  },
  {
    city: '佛山市', region: '440600', plate: 'E', weight: 10, offices: ['5189', '5165', '5201'],
    districts: [['南海区', '狮山镇', '大沥镇', '里水镇'], ['顺德区', '北滘镇', '乐从镇', '容桂街道'], ['禅城区', '石湾镇街道', '南庄镇']],
  },
  {
    city: '珠海市', region: '440400', plate: 'C', weight: 7, offices: ['5701', '5720', '5795'],
    districts: [['香洲区', '前山街道', '南屏镇', '拱北街道'], ['斗门区', '井岸镇', '白蕉镇'], ['金湾区', '三灶镇', '南水镇', '平沙镇']],
  },
  {
    city: '中山市', region: '442000', plate: 'T', weight: 6, offices: ['5721', '5701'],
    districts: [['火炬开发区', '康乐大道片区', '中山港街道'], ['小榄镇', '联丰社区', '沙口社区'], ['古镇镇', '海洲村', '曹步村']],
  },
  { city: '惠州市', region: '441300', plate: 'L', weight: 3, offices: ['5316', '5310'], districts: [['惠城区', '陈江街道', '水口街道'], ['惠阳区', '淡水街道', '新圩镇']] },
  { city: '江门市', region: '440700', plate: 'J', weight: 3, offices: ['6811', '5720'], districts: [['新会区', '会城街道', '睦洲镇'], ['蓬江区', '棠下镇', '荷塘镇']] },
];

export const roads = [
  '凤塘大道', '宝安大道', '工业南路', '科技一路', '兴业路', '创新路', '港前大道', '临海大道', '振兴路', '环市东路', '沿江路', '富民路', '同富裕工业区一路', '松白路', '广深公路', '南环路',
  '东环二路', '金沙路', '新安路', '红荔路', '龙观路', '友谊路', '珠江路', '迎宾大道', '湖滨路', '人民中路', '建设一路', '府前路', '中心路', '德政路',
] as const;

export const parks = ['恒丰工业园', '智汇科技园', '天安产业园', '联东物流园', '保税物流中心', '宏发高新园', '万达商务中心', '湾区国际大厦', '跨境电商产业园', '金港物流园', '中粮创智园', '银星科技园'] as const;

const first = [
  '华', '恒', '鑫', '瑞', '嘉', '盛', '宏', '联', '中', '新', '金', '永', '海', '泰', '安', '博', '创', '德', '富', '广', '国', '和', '汇', '佳', '建', '景', '凯', '科', '利', '隆', '美', '明', '诺', '普', '启', '荣', '润', '森',
  '尚', '顺', '腾', '天', '通', '万', '伟', '祥', '信', '旭', '亚', '益', '裕', '源', '振', '正', '志', '卓', '丰', '晟', '骏', '昊', '粤', '港', '湾', '鹏', '穗', '珠', '莞', '禾', '威', '立',
] as const;
const second = [
  '达', '通', '泰', '成', '发', '丰', '昌', '盛', '源', '顺', '隆', '兴', '安', '和', '利', '诚', '信', '远', '航', '捷', '运', '腾', '星', '威', '美', '佳', '瑞', '宇', '康', '宝', '林', '邦', '特', '奇', '联', '科', '创', '亿', '益', '裕',
  '嘉', '铭', '辉', '耀', '晨', '阳', '润', '泽', '洋', '海', '峰', '鼎', '越', '凌', '翔', '凯', '业', '贸', '业', '华',
] as const;

/** Brands, all different: two characters, then three. */
export function brand(serial: number): string {
  const pairs = first.length * second.length;
  /* 2,579 is prime and no factor of the number of pairs: neighbours look unlike. */
  const index = ((serial % pairs) * 2_579 + 1_013) % pairs;
  const pair = (first[index % first.length] as string) + (second[Math.floor(index / first.length)] as string);
  const round = Math.floor(serial / pairs);
  if (round === 0) return pair;
  const third = second[(round - 1) % second.length] as string;
  const fourth = round > second.length ? (first[Math.floor((round - 1) / second.length) % first.length] as string) : '';
  return pair + third + fourth;
}

export const surnames = [
  '陈', '李', '黄', '张', '梁', '林', '刘', '吴', '罗', '杨', '王', '何', '郑', '谢', '周', '曾', '邓', '许', '郭', '蔡', '叶', '朱', '苏', '冯', '钟', '彭', '潘', '卢', '萧', '徐', '杜', '麦', '谭', '欧阳', '区', '赖', '廖', '温', '莫', '邱', '江', '范', '魏', '方', '石', '姚', '廖', '邹',
] as const;
export const maleGiven = ['伟', '强', '军', '杰', '勇', '辉', '明', '斌', '鹏', '涛', '超', '俊', '浩', '锋', '志', '文', '国', '建', '家', '永', '德', '子', '振', '海', '耀', '荣', '华', '龙', '平', '成', '嘉', '晓', '天', '宇', '泽', '林'] as const;
export const femaleGiven = ['芳', '丽', '敏', '静', '燕', '玲', '娟', '霞', '婷', '雪', '梅', '琳', '慧', '颖', '洁', '怡', '莹', '欣', '佩', '嘉', '美', '雅', '诗', '晓', '秀', '凤', '云', '秋', '春', '思', '文', '淑', '惠', '珊', '月', '妍'] as const;

export const overseasWords = [
  'Golden', 'Pacific', 'Harbour', 'Lucky', 'United', 'Eastern', 'Global', 'Prime', 'Silver', 'Oriental', 'Blue', 'Grand', 'Star', 'Victory', 'Summit', 'Royal', 'Crown', 'Delta', 'Orchid', 'Phoenix', 'Bright', 'Union', 'Noble', 'Apex', 'Ocean', 'Sunrise', 'Evergreen', 'Maple', 'Lion', 'Jade',
] as const;
export const overseasTrades = ['Trading', 'Electronics', 'Foods', 'Industries', 'Logistics', 'International', 'Import & Export', 'Components', 'Chemicals', 'Machinery', 'Textiles', 'Supply', 'Marine', 'Resources', 'Technology'] as const;
export const overseasForms: Readonly<Record<string, readonly string[]>> = {
  HK: ['Limited', 'Co., Limited', '(HK) Limited'], US: ['Inc.', 'LLC', 'Corporation'], JP: ['K.K.', 'Co., Ltd.'], KR: ['Co., Ltd.'], DE: ['GmbH', 'AG'], VN: ['JSC', 'Co., Ltd.'], TH: ['Co., Ltd.'],
  MY: ['Sdn. Bhd.'], SG: ['Pte. Ltd.'], AU: ['Pty Ltd'], BR: ['Ltda.', 'S.A.'], IT: ['S.r.l.', 'S.p.A.'], FR: ['SAS', 'SARL'], GB: ['Ltd'], NL: ['B.V.'], TW: ['Co., Ltd.'], IN: ['Pvt. Ltd.'], ID: ['PT'], CL: ['SpA'], NZ: ['Limited'],
};
export const countryNames: Readonly<Record<string, string>> = {
  CN: '中国', HK: '中国香港', US: '美国', JP: '日本', KR: '韩国', DE: '德国', VN: '越南', TH: '泰国', MY: '马来西亚', SG: '新加坡', AU: '澳大利亚', BR: '巴西', IT: '意大利', FR: '法国', GB: '英国', NL: '荷兰', TW: '中国台湾', IN: '印度',
  ID: '印度尼西亚', CL: '智利', NZ: '新西兰',
};
export const banks = ['中国工商银行', '中国建设银行', '中国银行', '中国农业银行', '招商银行', '平安银行', '广发银行', '深圳农村商业银行', '东莞银行', '兴业银行'] as const;
export const truckBrands = ['解放J6P', '东风天龙', '欧曼GTL', '汕德卡C7H', '五十铃巨咖', '斯堪尼亚R450', '沃尔沃FH16', '北奔V3'] as const;
