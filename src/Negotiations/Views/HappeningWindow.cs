using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Happenings of the days just passed, among which one that may be the same as another is looked for.
/// </summary>
/// <remarks>
/// Rows of one collection with ids of their own are never alike, nor are reports that name their happenings by slugs:
/// thousands of them on the same days are not held against each other.
/// </remarks>
internal sealed class HappeningWindow
{
    // No scheme has this name: no text holds it.
    private const string None = "\0";

    private readonly Dictionary<(string Scheme, bool HasSlug), List<(int Place, EffectiveEvent Event)>> byScheme = [];
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
        if (!Duplicates.IsNarrow(each.Occurred))
            return null;

        var first = each.Occurred.Earliest!.Value;
        Forget(first);
        if (end < first)
            return null;

        var id = IdOf(each);
        (int Place, EffectiveEvent Event)? found = null;
        var named = Duplicates.SlugOf(each.Fact) is not null;
        foreach (var ((scheme, hasSlug), places) in byScheme)
            if (id is null || scheme == None ? !(named && hasSlug) : scheme != id.Scheme)
                Look(places);

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
        if (!Duplicates.IsNarrow(each.Occurred))
            return;

        var last = each.Occurred.Latest!.Value;
        end = last > end ? last : end;
        var id = IdOf(each);
        Note(byScheme, (id?.Scheme ?? None, Duplicates.SlugOf(each.Fact) is not null), (next, each));
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
        foreach (var places in byScheme.Values)
            if (end < today)
                places.Clear();
            else
                places.RemoveAll(IsOver);

        if (byId.Count == 0)
            return;

        byId.Clear();
        foreach (var place in byScheme.Values.SelectMany(places => places))
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
}
