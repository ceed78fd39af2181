/** Makes people, sites, enterprises, trucks and parties whose names and identifiers occur once. */
import { pinyin } from 'pinyin-pro';
import { dayOf } from './days.ts';
import {
  account,
  card,
  container,
  crossBorderPlate,
  customsCode,
  idNumber,
  mobile,
  plate,
  uscc,
  vin,
} from './identities.ts';
import { Sampler, type Random } from './random.ts';
import { parks, places, roads, type Place } from './places.ts';
import {
  brand,
  countryNames,
  femaleGiven,
  maleGiven,
  overseasForms,
  overseasTrades,
  overseasWords,
  surnames,
  truckBrands,
} from './vocabulary.ts';
import type {
  Enterprise,
  Makers,
  OverseasParty,
  Person,
  Site,
  Truck,
  WorldOptions,
} from './world.ts';

const surnameSampler = new Sampler(surnames.map((_, rank) => 1 / (rank + 2)));
export const placeSampler = new Sampler(places.map((place) => place.weight));

const suffixes = [
  '有限公司',
  '有限公司',
  '有限公司',
  '有限责任公司',
  '(深圳)有限公司',
  '股份有限公司',
] as const;
const kindDigit = { trader: 6, holding: 6, broker: 8, carrier: 5 } as const;
const containerPrefixes = ['PXKU', 'QDMU', 'ZJTU', 'HNXU', 'GBAU'] as const;

export function makers(options: WorldOptions): Makers {
  const counters = {
    person: 0,
    phone: 0,
    enterprise: 0,
    overseas: 0,
    plate: 0,
    cross: 0,
    vin: 0,
    account: 0,
    card: 0,
    device: 0,
    container: 0,
  };
  const overseasNames = new Set<string>();
  const founding = dayOf('1996-01-01');

  const phone = (): string => mobile(counters.phone++);

  const person = (rng: Random, given: Partial<Person> = {}): Person => {
    const serial = counters.person++;
    const male = given.gender === undefined ? rng.chance(0.62) : given.gender === '男';
    /* Division and sequence take 44,550 serials; the birthday modulo 64 tells further rounds apart. */
    const drawn = dayOf('1958-01-01') + rng.int(0, 365 * 44);
    const born = given.born ?? drawn - (drawn % 64) + (Math.floor(serial / 44_550) % 64);
    const sequence = ((Math.floor(serial / 99) % 450) + 50) * 2 + (male ? 1 : 0);
    const names = male ? maleGiven : femaleGiven;
    const name =
      (surnames[rng.weighted(surnameSampler)] as string) +
      rng.pick(names) +
      (rng.chance(0.72) ? rng.pick(names) : '');
    return {
      name,
      id: idNumber((serial % 99) + 1, born, sequence),
      gender: male ? '男' : '女',
      born,
      phone: phone(),
      home: site(rng, places[rng.weighted(placeSampler)] as Place).text,
      ...given,
    };
  };

  const site = (rng: Random, place: Place): Site => {
    const [district, ...streets] = rng.pick(place.districts);
    const building = rng.chance(0.35)
      ? `${rng.pick(parks)}${rng.int(1, 18)}栋${rng.int(1, 20)}${String(rng.int(1, 30)).padStart(2, '0')}室`
      : rng.chance(0.6)
        ? `${rng.int(1, 12)}号楼${rng.int(101, 2608)}`
        : `厂房${rng.int(1, 9)}楼`;
    return {
      city: place.city,
      district,
      text: `广东省${place.city}${district}${rng.pick(streets)}${rng.pick(roads)}${rng.int(1, 999)}号${building}`,
    };
  };

  const enterprise = (
    rng: Random,
    given: Partial<Enterprise> & Pick<Enterprise, 'place' | 'industry'>,
  ): Enterprise => {
    const no = counters.enterprise++;
    const { place, industry } = given;
    const kind = given.kind ?? 'trader';
    const word = brand(no);
    const trade =
      kind === 'broker'
        ? rng.pick(['报关', '国际货运代理', '报关服务'])
        : kind === 'carrier'
          ? rng.pick(['运输', '物流', '国际物流', '供应链'])
          : kind === 'holding'
            ? rng.pick(['投资', '控股', '实业'])
            : rng.pick(industry?.trades ?? ['贸易']);
    const town = place.city === '东莞市' && rng.chance(0.3) ? '东莞' : place.city;
    const suffix = rng.pick(suffixes);
    const name = suffix.startsWith('(')
      ? `${word}${trade}(${place.city.slice(0, -1)})有限公司`
      : `${town}${word}${trade}${suffix}`;
    const founded =
      given.founded ??
      founding + Math.floor(Math.sqrt(rng.next()) * (options.lastDay - 60 - founding));
    const registered =
      given.customsDay === undefined
        ? Math.min(founded + rng.int(10, 900), options.lastDay - 20)
        : given.customsDay;
    const code =
      registered === null ? null : customsCode(place.region.slice(0, 4), kindDigit[kind], no);
    return {
      no,
      kind,
      name,
      englishName: `${latin(place.city.slice(0, -1))} ${latin(word)} ${englishTrade(kind, industry?.manufacturer === true)} Co., Ltd.`,
      formerName: rng.chance(0.06) ? `${place.city}${brand(no + 1_400)}${trade}有限公司` : null,
      uscc: uscc(place.region, no),
      code,
      codeInRegistry: code !== null && rng.chance(0.7),
      site: given.site ?? site(rng, place),
      founded,
      customsDay: registered,
      capital: rng.pick([10, 50, 50, 100, 100, 100, 200, 300, 500, 500, 1000, 2000, 5000, 10000]),
      status: rng.chance(0.94) ? '存续' : rng.pick(['经营异常', '停业', '注销']),
      legal: given.legal ?? person(rng),
      phone: given.phone ?? phone(),
      email: `office@e${String(no + 1).padStart(6, '0')}.example`,
      credit: rng.chance(0.06)
        ? '高级认证企业'
        : rng.chance(0.01)
          ? '失信企业'
          : '注册登记和备案企业',
      ...given,
    };
  };

  const overseas = (rng: Random, country: string, named?: string): OverseasParty => {
    const serial = counters.overseas++;
    let name = named ?? '';
    for (let i = 0; name === '' || (named === undefined && overseasNames.has(name)); i++) {
      const form = rng.pick(overseasForms[country] ?? ['Ltd']);
      name = `${rng.pick(overseasWords)} ${i > 3 ? `${rng.pick(overseasWords)} ` : ''}${rng.pick(overseasTrades)} ${form}${i > 8 ? ` ${serial}` : ''}`;
    }
    overseasNames.add(name);
    if (countryNames[country] === undefined) throw new RangeError(`no name for country ${country}`);
    return { code: `${country}AEO${String(100_000 + serial * 7)}`, name, country };
  };

  const truck = (rng: Random, given: Parameters<Makers['truck']>[1]): Truck => {
    const place = 'place' in given.user ? given.user.place : places[0];
    return {
      plate:
        given.crossBorder && counters.cross < 24_000
          ? crossBorderPlate(counters.cross++)
          : plate(place?.plate ?? 'B', counters.plate++),
      color: given.crossBorder ? '黑色' : '黄色',
      vin: vin(counters.vin++),
      brand: rng.pick(truckBrands),
      owner: given.owner,
      user: given.user,
      leased: given.leased ?? false,
      drivers: given.drivers,
      since: given.since,
    };
  };

  return {
    person,
    site,
    enterprise,
    overseas,
    truck,
    phone,
    account: (bank) => account(bank, 10_000_000 + counters.account++ * 37),
    card: () => card(counters.card++),
    device: () => `00${String(1_000_000_000_000 + counters.device++ * 91_813)}`,
    container: () => {
      const serial = counters.container++;
      return container(
        containerPrefixes[serial % containerPrefixes.length] as string,
        100_000 + Math.floor(serial / containerPrefixes.length),
      );
    },
  };
}

function latin(text: string): string {
  const spelled = pinyin(text, { toneType: 'none', type: 'array' }).join('');
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

function englishTrade(kind: Enterprise['kind'], manufacturer: boolean): string {
  if (kind === 'broker') return 'Customs Services';
  if (kind === 'carrier') return 'Logistics';
  if (kind === 'holding') return 'Holdings';
  return manufacturer ? 'Technology' : 'Trading';
}
