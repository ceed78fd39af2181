/** Keys by which the answers name what the files speak of: those that the import makes of the same values. */
import { cleanAddress } from '../clean/text.ts';
import { cleanPhone } from '../clean/identifiers.ts';
import type { Ref } from './answers.ts';
import type { Enterprise, OverseasParty, Person, Truck } from './world.ts';

export const ref = {
  enterprise: (enterprise: Enterprise): Ref => `Enterprise:uscc:${enterprise.uscc}`,
  customs: (enterprise: Enterprise): Ref => `Enterprise:customsCode:${enterprise.code}`,
  person: (person: Person): Ref => `Person:idNumber:${person.id}`,
  phone: (phone: string): Ref => `Phone:number:${String(cleanPhone(phone))}`,
  address: (text: string): Ref => `Address:text:${String(cleanAddress(text))}`,
  overseas: (party: OverseasParty): Ref => `OverseasParty:code:${party.code}`,
  truck: (truck: Truck): Ref => `Vehicle:plate:${truck.plate}`,
  device: (device: string): Ref => `Device:deviceId:${device}`,
  account: (account: string): Ref => `Account:number:${account}`,
  port: (code: string): Ref => `Port:code:${code}`,
  case: (number: string): Ref => `Case:number:${number}`,
};
