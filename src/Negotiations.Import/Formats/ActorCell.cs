using Negotiations.Actors;
using Negotiations.Import.Dates;
using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>A cell that names one actor.</summary>
internal static class ActorCell
{
    /// <summary>The code of the actor; null when the cell names none or several, and the row is set aside.</summary>
    /// <param name="actors">Those that are known.</param>
    /// <param name="text">The cell.</param>
    /// <param name="column">Its column.</param>
    /// <param name="dates">What the row has of dates: the first that can be read gives the year spoken of.</param>
    /// <param name="reading">Of the row.</param>
    public static string? CodeOf(
        ActorRegistry actors,
        string text,
        string column,
        IEnumerable<string?> dates,
        RowReading reading
    )
    {
        if (actors.Find(text, actors.At(text) is null ? YearOf(dates) : null) is { } known)
            return known.Code;

        reading.QuarantineActor(column, text, UnknownActor.Describe(text, actors));
        return null;
    }

    // What is unclear in a date is said where the date is taken.
    private static int? YearOf(IEnumerable<string?> dates) =>
        dates
            .Select(date => DateText.Read(date, DayOrder.Unsaid).Date?.Earliest?.Year)
            .FirstOrDefault(year => year is not null);
}
