//! When something was published, and what is known of it.

use jiff::civil;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use jiff::civil::Date as Day;

/// A moment as far as the source tells it: always the day, often the minute, sometimes the zone.
///
/// A clock time is that of the source's own zone; where no zone was written, none is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The calendar day.
    pub day: Day,
    /// Hour and minute, if the source gives them.
    pub time: Option<civil::Time>,
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
            write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
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
        let day = civil::date(2025, 2, 17);
        let time = Some(civil::time(15, 42, 0, 0));
        assert_eq!(Date::day(day).to_string(), "2025-02-17");
        assert_eq!(Date { day, time, offset: None }.to_string(), "2025-02-17T15:42");
        assert_eq!(Date { day, time, offset: Some(-300) }.to_string(), "2025-02-17T15:42-05:00");
        assert_eq!(Date { day, time, offset: Some(330) }.to_string(), "2025-02-17T15:42+05:30");
    }
}
