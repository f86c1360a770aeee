using Negotiations.Events;

namespace Negotiations.Import.Statements;

/// <summary>Facts whose rows the release files in another negotiation than that in which they lie.</summary>
public sealed class Moves
{
    public static readonly Moves None = new();

    private static readonly IReadOnlyDictionary<Guid, EventPlace> Nothing = new Dictionary<Guid, EventPlace>();

    private readonly Dictionary<string, Dictionary<Guid, EventPlace>> byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, EventPlace> all = [];
    private readonly HashSet<Guid> stay = [];
    private readonly List<(string From, string To)> ways = [];

    private Moves() { }

    /// <summary>How many facts move.</summary>
    public int Count => all.Count;

    /// <param name="known">With the group of each fact that the release has.</param>
    /// <param name="addresses">Of the groups.</param>
    /// <param name="import">That moves them.</param>
    public static Moves Of(KnownFacts known, Addresses addresses, Guid import)
    {
        var moves = new Moves();
        foreach (var (id, from, group) in known.Stated)
        {
            var to = addresses.AddressOf(group);
            if (to == from)
                continue;

            // What a person took back stays taken back, wherever its row is filed now.
            if (!known.Moves(id))
            {
                moves.stay.Add(id);
                continue;
            }

            var follower = known.FollowerOf(id, to, import);
            moves.all.Add(id, new EventPlace(to, follower));
            moves.ways.Add((from, to));
            if (!known.Stands(id))
                continue;

            if (!moves.byOrigin.TryGetValue(from, out var gone))
                moves.byOrigin.Add(from, gone = []);

            gone.Add(id, new EventPlace(to, follower));
        }

        return moves;
    }

    /// <summary>Those that leave a negotiation, by id, with where they are from now on.</summary>
    public IReadOnlyDictionary<Guid, EventPlace> From(string negotiation) =>
        byOrigin.TryGetValue(negotiation, out var gone) ? gone : Nothing;

    /// <summary>What the release states of a negotiation, those that come to it under their new ids.</summary>
    public IReadOnlyList<Statement> Settle(IReadOnlyList<Statement> statements, KnownFacts known) =>
        all.Count == 0 && stay.Count == 0
            ? statements
            :
            [
                .. statements
                    .Where(statement => !stay.Contains(statement.Id))
                    .Select(statement =>
                        all.TryGetValue(statement.Id, out var there)
                            ? statement with
                            {
                                Id = there.EventId,
                                MovedFrom = new EventPlace(known.NegotiationOf(statement.Id), statement.Id),
                            }
                            : statement
                    ),
            ];

    /// <summary>The negotiations in a fixed order; those between which facts move are together.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Together(IEnumerable<string> negotiations)
    {
        Dictionary<string, string> head = new(StringComparer.Ordinal);
        foreach (var (from, to) in ways)
            if (Head(from) is var one && Head(to) is var other && one != other)
                head[string.CompareOrdinal(one, other) < 0 ? other : one] =
                    string.CompareOrdinal(one, other) < 0 ? one : other;

        return
        [
            .. negotiations
                .Order(StringComparer.Ordinal)
                .GroupBy(Head, StringComparer.Ordinal)
                .Select(linked => linked.ToList()),
        ];

        string Head(string negotiation)
        {
            while (head.TryGetValue(negotiation, out var above))
                negotiation = above;

            return negotiation;
        }
    }
}
