//! When something was published, and what is known of it.

use jiff::{SignedDuration, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// A day of the Gregorian calendar, of the years -9999 to 9999; as text `2025-02-18` (ISO 8601).
///
/// The calendar is jiff's; its parsers, printers and errors stay outside, since the page would carry them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(civil::Date);

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Day {
    /// The day, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        civil::Date::new(year, month, day).ok().map(Day)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// Days since the first of January 1970, negative before.
    pub fn number(self) -> i32 {
        (self.0.duration_since(EPOCH).as_hours() / 24) as i32
    }

    /// The day with this [`Day::number`], if the calendar reaches that far.
    pub fn of_number(number: i32) -> Option<Day> {
        EPOCH.checked_add(SignedDuration::from_hours(i64::from(number) * 24)).ok().map(Day)
    }

    /// The day `days` later, earlier if negative.
    pub fn plus(self, days: i32) -> Option<Day> {
        Day::of_number(self.number().checked_add(days)?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A text that is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDay;

impl fmt::Display for NoDay {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("not a day written as 2025-02-18")
    }
}

impl std::error::Error for NoDay {}

impl FromStr for Day {
    type Err = NoDay;
    fn from_str(text: &str) -> Result<Day, NoDay> {
        let mut parts =
            text.splitn(3, '-').map(|part| part.bytes().all(|b| b.is_ascii_digit()).then_some(part));
        let mut next = || parts.next().flatten();
        let (year, month, day) = (next(), next(), next());
        year.zip(month)
            .zip(day)
            .and_then(|((year, month), day)| {
                Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            })
            .ok_or(NoDay)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A time of the day to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Clock {
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
}

impl Clock {
    /// The time, if a clock shows it.
    pub fn new(hour: i8, minute: i8) -> Option<Clock> {
        ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(Clock { hour, minute })
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// A moment as far as the source tells it: always the day, often the minute, sometimes the zone.
///
/// A clock time is that of the source's own zone; where no zone was written, none is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The calendar day.
    pub day: Day,
    /// Hour and minute, if the source gives them.
    pub time: Option<Clock>,
    /// Minutes east of UTC, if the source names its zone.
    pub offset: Option<i16>,
}

impl Date {
    /// A date of which only the day is known.
    pub fn day(day: Day) -> Date {
        Date { day, time: None, offset: None }
    }
}

/// ISO 8601 to the precision known: `2025-02-18`, `2025-02-18T13:06`, `2025-02-17T15:42-05:00`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.day)?;
        if let Some(time) = self.time {
            write!(f, "T{time}")?;
            if let Some(offset) = self.offset {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_to_the_precision_known() {
        let day = Day::new(2025, 2, 17).unwrap();
        let time = Clock::new(15, 42);
        assert_eq!(Date::day(day).to_string(), "2025-02-17");
        assert_eq!(Date { day, time, offset: None }.to_string(), "2025-02-17T15:42");
        assert_eq!(Date { day, time, offset: Some(-300) }.to_string(), "2025-02-17T15:42-05:00");
        assert_eq!(Date { day, time, offset: Some(330) }.to_string(), "2025-02-17T15:42+05:30");
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in ["2025-02-18", "2024-02-29", "0001-01-01", "1969-12-31"] {
            assert_eq!(text.parse::<Day>().map(|day| day.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["", "2025-02-30", "2025-13-01", "2025-02", "2025-02-18T10:00", "+025-02-18", "2025--1-01"]
        {
            assert_eq!(text.parse::<Day>(), Err(NoDay), "{text}");
        }
    }

    #[test]
    fn days_are_counted_as_the_calendar_counts_them() {
        assert_eq!(Day::new(2000, 1, 1).map(Day::number), Some(10_957));
        assert_eq!(Day::new(1969, 12, 31).map(Day::number), Some(-1));
        for number in (-900_000..900_000).step_by(997) {
            assert_eq!(Day::of_number(number).map(Day::number), Some(number));
        }
        assert_eq!(Day::of_number(i32::MAX), None);
        assert_eq!(Day::new(2024, 2, 28).and_then(|day| day.plus(2)), Day::new(2024, 3, 1));
    }
}
