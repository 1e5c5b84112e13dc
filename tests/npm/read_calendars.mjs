// Reads calendars with two libraries that programs are made of. A line of input is a calendar as
// a JSON string; the line of output that answers it holds its events as each library reads them.

import { createInterface } from "node:readline";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

// Before Node 22, what node-ical asks for writes the hour after midnight as the 24th, and it loses
// the minutes: it asks for hours from 0 to 23 instead.
const { DateTimeFormat } = Intl;
Intl.DateTimeFormat = function (locale, { hour12, ...options } = {}) {
  return new DateTimeFormat(locale, hour12 === false ? { ...options, hourCycle: "h23" } : options);
};

const twoDigits = (number) => String(number).padStart(2, "0");
const day = (year, month, date) => `${year}-${twoDigits(month)}-${twoDigits(date)}`;
const moment = (date) => date.toISOString().replace(".000Z", "Z");

function readWithIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Nothing stays of the calendar before.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const time = (value) => {
    if (!value) return null;
    return value.isDate ? day(value.year, value.month, value.day) : moment(value.toJSDate());
  };
  return calendar.getAllSubcomponents("vevent").map((event) => {
    const value = (name) => event.getFirstPropertyValue(name);
    return {
      uid: value("uid"),
      start: time(value("dtstart")),
      end: time(value("dtend")),
      status: value("status"),
      sequence: value("sequence"),
      summary: value("summary"),
      description: value("description"),
      location: value("location"),
    };
  });
}

function readWithNodeIcal(text) {
  const time = (value) =>
    value.dateOnly
      ? day(value.getFullYear(), value.getMonth() + 1, value.getDate())
      : moment(value);
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter(({ type }) => type === "VEVENT");
  return events.map((event) => ({
    uid: event.uid,
    start: time(event.start),
    // It makes an end of the start where there is none.
    end: event.end.getTime() === event.start.getTime() ? null : time(event.end),
    status: event.status,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    location: event.location ?? null,
  }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const readings = { "ical.js": readWithIcalJs(text), "node-ical": readWithNodeIcal(text) };
  console.log(JSON.stringify(readings));
}
