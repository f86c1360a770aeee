using Negotiations.Actors;
using Negotiations.Record;

namespace Negotiations.Import.Statements;

/// <summary>
/// Decides which rows belong to which negotiation: the first rule that fits; without one, where the dataset itself
/// would have the row.
/// </summary>
/// <param name="Rules">In order.</param>
/// <param name="Otherwise">What becomes of rows that no rule fits.</param>
public sealed record Routing(IReadOnlyList<Routing.Rule> Rules, Routing.Rest Otherwise = Routing.Rest.Default)
{
    private const int MostRules = 1000;
    private const int MostCorners = 10_000;

    public static readonly Routing Default = new([]);

    /// <summary>Where a row goes; null when it is left out.</summary>
    public Destination? Find(RowFacts facts, Destination standard)
    {
        foreach (var rule in Rules)
            if (rule.Fits(facts))
                return rule.Negotiation is { } id
                    ? standard with
                    {
                        Id = id,
                        Title = rule.Title ?? standard.Title,
                        HasTitle = rule.Title is not null,
                        ExternalIds = null,
                        IsNamed = true,
                    }
                    : null;

        return Otherwise == Rest.Default ? standard : null;
    }

    /// <summary>The same with the codes of the countries that it names, by whatever code or name of theirs.</summary>
    /// <exception cref="Reading.UnreadableFileException">One of them names no known actor: the rule could never
    /// hold.</exception>
    public Routing Resolved(ActorRegistry actors) =>
        this with
        {
            Rules =
            [
                .. Rules.Select(
                    (rule, index) =>
                        rule with
                        {
                            Countries = rule.Countries is null
                                ? null
                                : [.. rule.Countries.Select(text => CodeOf(text, index + 1, actors))],
                        }
                ),
            ],
        };

    private static string CodeOf(string text, int rule, ActorRegistry actors) =>
        actors.Find(text)?.Code
        ?? throw new Reading.UnreadableFileException(
            $"Rule {rule} of the mapping can never hold. {UnknownActor.Describe(text, actors)}"
        );

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault()
    {
        if (Rules.Count > MostRules)
            return $"A mapping has at most {MostRules} rules, and this one has {Rules.Count}.";

        foreach (var (index, rule) in Rules.Index())
        {
            if (rule.Negotiation is { } id && !Slug.IsNegotiationId(id))
                return $"Rule {index + 1}: '{Slug.Clip(id)}' cannot be the id of a negotiation. Use "
                    + $"{Slug.NegotiationIdForm}.";

            if (rule is { Countries: null, Ids: null, Polygon: null })
                return $"Rule {index + 1} has no condition: give countries, ids or polygon.";

            if (
                rule.Polygon is { } ring
                && (ring.Count is < 3 or > MostCorners || ring.Any(corner => corner.Count < 2))
            )
                return $"Rule {index + 1}: a polygon has 3 to {MostCorners} corners, each [longitude, latitude].";
        }

        return null;
    }

    /// <summary>What becomes of rows that no rule fits.</summary>
    public enum Rest
    {
        /// <summary>They go where the dataset would have them.</summary>
        Default,

        LeaveOut,
    }

    /// <summary>All of its conditions must hold.</summary>
    public sealed record Rule
    {
        /// <summary>
        /// Every one of these countries is named in the row (ISO 3166-1 alpha-3): a pair for a border.
        /// </summary>
        public IReadOnlyList<string>? Countries { get; init; }

        /// <summary>Ids of the row by scheme, one of the values each: <c>{"dyad": ["735"]}</c>.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>>? Ids { get; init; }

        /// <summary>
        /// Corners of a ring, longitude and latitude; the row's point lies in it. Not across the 180th meridian.
        /// </summary>
        public IReadOnlyList<IReadOnlyList<double>>? Polygon { get; init; }

        /// <summary>Where such rows go; null: nowhere.</summary>
        public string? Negotiation { get; init; }

        /// <summary>Of the negotiation, if no one has opened it.</summary>
        public string? Title { get; init; }

        internal bool Fits(RowFacts facts) =>
            (Countries is null || Countries.All(facts.Countries.Contains))
            && (Ids is null || Ids.All(id => facts.Ids.TryGetValue(id.Key, out var value) && id.Value.Contains(value)))
            && (Polygon is null || (facts.Point is { } point && Holds(Polygon, point.Longitude, point.Latitude)));

        // A ray to the east crosses the ring an odd number of times from within.
        private static bool Holds(IReadOnlyList<IReadOnlyList<double>> ring, double x, double y)
        {
            var isWithin = false;
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                var (xi, yi, xj, yj) = (ring[i][0], ring[i][1], ring[j][0], ring[j][1]);
                if (yi > y != yj > y && x < ((xj - xi) * (y - yi) / (yj - yi)) + xi)
                    isWithin = !isWithin;
            }

            return isWithin;
        }
    }
}
