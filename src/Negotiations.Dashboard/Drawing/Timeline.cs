using Negotiations.Dashboard.Languages;
using Negotiations.Dashboard.Models;
using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Drawing;

/// <summary>Talks, violence and texts on one line of time.</summary>
/// <param name="Lanes">From above.</param>
/// <param name="Scale">Of the days.</param>
/// <param name="Height">Of all lanes.</param>
public sealed record Timeline(IReadOnlyList<Lane> Lanes, TimeScale Scale, double Height)
{
    public const double Width = 1200;
    public const double Left = 96;
    private const double Row = 17;

    // Room for the labels of what happened last; more where one is longer and has no beginning to stand before.
    private const double Right = 118;
    private const double MostRight = 260;

    // Past this many, labels would be in each other's way; the table beside has them all.
    private const int MostLabelled = 70;

    // About the width of a letter at the size of the labels; Cyrillic ones are wider.
    private const double Letter = 5.9;
    private const double WideLetter = 7.8;

    public static Timeline Of(
        IReadOnlyList<EventRow> entries,
        IReadOnlyList<MeetingView> meetings,
        DateOnly today,
        Words words
    )
    {
        var shown = entries
            .Where(each =>
                each.Event is Fact and not NegotiationOpened && !each.Entry.Retracted && each.Occurred is not null
            )
            .ToList();
        var planned = meetings
            .Where(each =>
                each.Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled && each.PlannedFor is not null
            )
            .ToList();
        var days = shown
            .Select(each => each.Occurred!)
            .Concat(planned.Select(each => each.PlannedFor!))
            .SelectMany(date => new[] { date.Earliest, date.Latest })
            .OfType<DateOnly>()
            .ToList();
        var isLabelled = shown.Count <= MostLabelled;
        var scale = TimeScale.Around(days, today, Left + 8, Width - RightOf(isLabelled ? shown : [], words));
        var lanes = Placed(
            shown
                .Select(each => (LaneOf(each.Event), Of(each, scale, isLabelled, words)))
                .Concat(planned.Select(each => (LaneKind.Talks, Of(each, scale, isLabelled, words))))
        );
        return new Timeline(lanes, scale, Math.Max(lanes.Sum(each => each.Height), 40));
    }

    // Labels of what has no beginning to stand before need their width.
    private static double RightOf(IEnumerable<EventRow> labelled, Words words) =>
        Math.Clamp(
            labelled
                .Where(each => each.Occurred!.Earliest is null)
                .Select(each => WidthOf(EventWords.Short(each.Event, words)) + 18)
                .DefaultIfEmpty()
                .Max(),
            Right,
            MostRight
        );

    private static Mark Of(EventRow each, TimeScale scale, bool isLabelled, Words words) =>
        Draw(
            each.Occurred!,
            scale,
            $"#e-{each.Entry.EventId}",
            $"{words.Date(each.Occurred!)}: {EventWords.Line(each.Event, words)}",
            isLabelled ? EventWords.Short(each.Event, words) : null
        );

    private static Mark Of(MeetingView each, TimeScale scale, bool isLabelled, Words words) =>
        Draw(
            each.PlannedFor!,
            scale,
            "#meetings",
            $"{words["meeting.planned"]}: {words.Date(each.PlannedFor!)}",
            isLabelled && each.Kind is { } kind ? words.Of(kind) : null
        ) with
        {
            IsPlanned = true,
        };

    private static List<Lane> Placed(IEnumerable<(LaneKind Kind, Mark Mark)> all)
    {
        var marks = all.ToLookup(each => each.Kind, each => each.Mark);
        List<Lane> lanes = [];
        var top = 0.0;
        foreach (var kind in Enum.GetValues<LaneKind>().Where(marks.Contains))
        {
            var (placed, rows) = Place(marks[kind]);
            lanes.Add(new Lane(kind, top, (rows * Row) + 14, placed));
            top += (rows * Row) + 14;
        }

        return lanes;
    }

    private static LaneKind LaneOf(Event @event) =>
        FamilyAttribute.Of(@event.GetType()).Family switch
        {
            EventFamily.Violence or EventFamily.Truces => LaneKind.Violence,
            EventFamily.Talks => LaneKind.Talks,
            EventFamily.Texts => LaneKind.Texts,
            _ => LaneKind.Words,
        };

    private static Mark Draw(Edtf date, TimeScale scale, string address, string text, string? label) =>
        new(address, DrawnDate.Of(date, scale), 0, text, label, IsPlanned: false);

    private static double WidthOf(string? label) => label?.Sum(letter => letter < 'Ѐ' ? Letter : WideLetter) ?? 0;

    // Each mark in the first row where nothing is in its way, label and all.
    private static (IReadOnlyList<Mark> Marks, int Rows) Place(IEnumerable<Mark> marks)
    {
        List<double> ends = [];
        List<Mark> placed = [];
        foreach (var mark in marks.OrderBy(each => each.Date.From))
        {
            var width = WidthOf(mark.Label);
            var isLeft = mark.Date.To + width + 12 > Width && mark.Date.From - width - 12 > Left;
            var (from, to) = isLeft
                ? (mark.Date.From - width - 14, mark.Date.To + 8)
                : (mark.Date.From - 6, mark.Date.To + width + 14);
            var row = ends.FindIndex(end => end <= from);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = to;
            placed.Add(mark with { Y = 14 + (row * Row), IsLabelledLeft = isLeft });
        }

        return (placed, Math.Max(1, ends.Count));
    }
}

/// <summary>What stands together on the timeline, from above.</summary>
public enum LaneKind
{
    Violence,
    Talks,
    Texts,
    Words,
}

/// <param name="Top">Where it begins.</param>
/// <param name="Height">How much room it takes.</param>
public sealed record Lane(LaneKind Kind, double Top, double Height, IReadOnlyList<Mark> Marks);

/// <param name="Address">Of its line in the table.</param>
/// <param name="Date">Where it lies.</param>
/// <param name="Y">Its middle, within the lane.</param>
/// <param name="Text">In one sentence.</param>
/// <param name="Label">Beside it; null: there is no room.</param>
/// <param name="IsPlanned">It is still to come.</param>
public sealed record Mark(
    string Address,
    DrawnDate Date,
    double Y,
    string Text,
    string? Label,
    bool IsPlanned,
    bool IsLabelledLeft = false
);
