using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>How many of all that a filter finds have which value.</summary>
/// <param name="actors">By whom actors that were merged count as one.</param>
public sealed class Facets(ActorRegistry actors)
{
    /// <summary>In the order of the columns that <see cref="Columns"/> names.</summary>
    private static readonly string[] Fields = ["phase", "health", "security", "kind", "subject"];

    public static readonly string Columns = string.Join(", ", Fields.Select(field => "s." + field));

    private readonly Dictionary<string, SortedDictionary<string, long>> counts = Fields
        .Append("party")
        .ToDictionary(each => each, _ => new SortedDictionary<string, long>(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Counts =>
        counts.ToDictionary(each => each.Key, each => (IReadOnlyDictionary<string, long>)each.Value);

    public static Facets Of(IEnumerable<FoldResult> found, ActorRegistry actors)
    {
        var facets = new Facets(actors);
        foreach (var standing in found)
            facets.Add(standing);

        return facets;
    }

    public void Add(FoldResult standing)
    {
        var status = standing.Status;
        Count("phase", status.Phase is { } phase ? WireName.Of(phase.Shown) : "");
        if (status.Health is { } health)
            Count("health", WireName.Of(health));

        Count("security", WireName.Of(status.Security.State));
        Count("kind", WireName.Of(status.Kind));
        Count("subject", WireName.Of(status.Subject));
        CountParties(standing.Actors.Select(actor => actor.Id));
    }

    /// <summary>Rows of <see cref="Columns"/> and the actors of each.</summary>
    public async Task ReadAsync(NpgsqlDataReader rows, CancellationToken stop)
    {
        while (await rows.ReadAsync(stop))
        {
            for (var i = 0; i < Fields.Length; i++)
                Count(Fields[i], rows.GetString(i));

            CountParties(rows.GetFieldValue<string[]>(Fields.Length));
        }
    }

    private void CountParties(IEnumerable<string> codes)
    {
        foreach (var code in codes.Select(actors.StandingCode).Distinct())
            Count("party", code);
    }

    // Relations have no phase.
    private void Count(string field, string value)
    {
        if (value.Length > 0)
            counts[field][value] = counts[field].GetValueOrDefault(value) + 1;
    }
}
