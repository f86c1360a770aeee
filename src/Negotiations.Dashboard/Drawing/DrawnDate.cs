using Negotiations.Values;

namespace Negotiations.Dashboard.Drawing;

/// <summary>
/// A date on a line of time, no more exactly than its source says it: a day is a dot, what lasted is a bar, a day
/// somewhere within a span is a soft bar, and what has no beginning or end fades out.
/// </summary>
/// <param name="From">Its left end.</param>
/// <param name="To">Its right end.</param>
/// <param name="FadesLeft">No one says when it began, or not exactly.</param>
/// <param name="FadesRight">Likewise its end.</param>
public sealed record DrawnDate(MarkShape Shape, double From, double To, bool FadesLeft, bool FadesRight)
{
    // Narrower bars could not be distinguished from dots.
    private const double LeastWidth = 7;

    // What is open goes on past the last day of the line.
    private const double Beyond = 6;

    public static DrawnDate Of(Edtf date, TimeScale scale)
    {
        var (from, to) = (
            date.Earliest is { } first ? scale.X(first) : scale.From - Beyond,
            date.Latest is { } last ? scale.X(last) : scale.To + Beyond
        );
        var shape = date switch
        {
            { IsDay: true } => MarkShape.Day,
            { Form: EdtfForm.Interval } => MarkShape.Lasted,
            _ => MarkShape.Within,
        };
        var isRough = date.Text.AsSpan().ContainsAny('~', '?', '%');
        return new DrawnDate(
            shape,
            from,
            Math.Max(to, from + (shape == MarkShape.Day ? 0 : LeastWidth)),
            date.Earliest is null || isRough,
            date.Latest is null || isRough
        );
    }

    /// <summary>
    /// The gradient that fills it, of those <c>Fades</c> defines for its colour; null: a bar with both its ends.
    /// </summary>
    public string? Fill(string tone) =>
        (Shape, FadesLeft, FadesRight) switch
        {
            (_, true, false) => $"url(#left-{tone})",
            (_, false, true) => $"url(#right-{tone})",
            (MarkShape.Within, _, _) or (_, true, true) => $"url(#soft-{tone})",
            _ => null,
        };
}

public enum MarkShape
{
    /// <summary>On one day.</summary>
    Day,

    /// <summary>Over a span.</summary>
    Lasted,

    /// <summary>On an unknown day within a span.</summary>
    Within,
}
