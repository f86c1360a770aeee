using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Happenings of the days just passed, among which one that may be the same as another is looked for.
/// </summary>
/// <remarks>
/// Rows of one collection with ids of their own are never alike, nor are reports that name their happenings by slugs:
/// thousands of them on the same days are not held against each other. Nor are reports of different places, but for
/// those of two collections, which name places in their own ways.
/// </remarks>
internal sealed class HappeningWindow
{
    // No scheme has this name: no text holds it.
    private const string None = "\0";

    private readonly Dictionary<(string Scheme, bool HasSlug), Bucket> byScheme = [];
    private readonly Dictionary<ExternalId, List<(int Place, EffectiveEvent Event)>> byId = [];
    private DateOnly day;
    private DateOnly end;
    private int next;

    /// <summary>The least number of happenings that these reports can be of.</summary>
    /// <param name="reports">In the order of the world.</param>
    public static int LeastCount(IEnumerable<EffectiveEvent> reports)
    {
        // Those of which no two may be one are certainly several.
        var window = new HappeningWindow();
        var count = 0;
        foreach (var each in reports)
        {
            if (window.FirstAlike(each) is not null)
                continue;

            window.Add(each);
            count++;
        }

        return count;
    }

    /// <summary>
    /// The first that may be the same; null: none may. Reports are asked for in the order of the world.
    /// </summary>
    public EffectiveEvent? FirstAlike(EffectiveEvent each)
    {
        if (each.Fact.Unenumerated == true || !Duplicates.IsNarrow(each.Occurred))
            return null;

        var first = each.Occurred.Earliest!.Value;
        Forget(first);
        if (end < first)
            return null;

        var id = IdOf(each);
        (int Place, EffectiveEvent Event)? found = null;
        var named = Duplicates.SlugOf(each.Fact) is not null;
        var where = each.Fact.Place?.Name;
        foreach (var ((scheme, hasSlug), bucket) in byScheme)
        {
            var areOfTwo = id is not null && scheme != None;
            if (areOfTwo ? scheme == id!.Scheme : named && hasSlug)
                continue;

            if (areOfTwo || where is null)
            {
                Look(bucket.All);
                continue;
            }

            if (bucket.ByPlace.TryGetValue(where, out var there))
                Look(there);
            if (bucket.ByPlace.TryGetValue(None, out var anywhere))
                Look(anywhere);
        }

        if (id is not null && byId.TryGetValue(id, out var same))
            Look(same);

        return found?.Event;

        void Look(List<(int Place, EffectiveEvent Event)> places)
        {
            foreach (var place in places)
            {
                if (place.Place > found?.Place)
                    break;

                if (!Duplicates.MayBeOne(place.Event, each))
                    continue;

                found = place;
                break;
            }
        }
    }

    public void Add(EffectiveEvent each)
    {
        if (each.Fact.Unenumerated == true || !Duplicates.IsNarrow(each.Occurred))
            return;

        var last = each.Occurred.Latest!.Value;
        end = last > end ? last : end;
        var id = IdOf(each);
        var key = (id?.Scheme ?? None, Duplicates.SlugOf(each.Fact) is not null);
        if (!byScheme.TryGetValue(key, out var bucket))
            byScheme.Add(key, bucket = new Bucket());
        bucket.Add((next, each));
        if (id is not null)
            Note(byId, id, (next, each));

        next++;
    }

    // What ended before this day meets none of those to come.
    private void Forget(DateOnly today)
    {
        if (today == day)
            return;

        day = today;
        foreach (var bucket in byScheme.Values)
            bucket.Forget(end < today ? _ => true : IsOver);

        if (byId.Count == 0)
            return;

        byId.Clear();
        foreach (var place in byScheme.Values.SelectMany(bucket => bucket.All))
            if (IdOf(place.Event) is { } id)
                Note(byId, id, place);
    }

    private bool IsOver((int Place, EffectiveEvent Event) place) => place.Event.Occurred.Latest < day;

    private static ExternalId? IdOf(EffectiveEvent each) => each.Fact.ExternalIds is [var first, ..] ? first : null;

    private static void Note<T>(Dictionary<T, List<(int, EffectiveEvent)>> places, T key, (int, EffectiveEvent) place)
        where T : notnull
    {
        if (!places.TryGetValue(key, out var known))
            places.Add(key, known = []);

        known.Add(place);
    }

    private sealed class Bucket
    {
        public List<(int Place, EffectiveEvent Event)> All { get; } = [];

        public Dictionary<string, List<(int Place, EffectiveEvent Event)>> ByPlace { get; } =
            new(StringComparer.OrdinalIgnoreCase);

        public void Add((int Place, EffectiveEvent Event) report)
        {
            All.Add(report);
            Note(ByPlace, report.Event.Fact.Place?.Name ?? None, report);
        }

        public void Forget(Predicate<(int Place, EffectiveEvent Event)> isOver)
        {
            if (All.RemoveAll(isOver) == 0)
                return;

            foreach (var (place, there) in ByPlace)
                if (there.RemoveAll(isOver) > 0 && there.Count == 0)
                    ByPlace.Remove(place);
        }
    }
}
