namespace Negotiations.Server.Tests.Feeds;

// Mirrors of a feed that is filtered by a party.
public sealed partial class MirrorLaw
{
    static string[] Parts(string filter) => filter.Split('&', StringSplitOptions.RemoveEmptyEntries);

    static bool IsParty(string part) => part.StartsWith("party=", StringComparison.Ordinal);

    static string WithoutParty(string filter) =>
        string.Concat(Parts(filter).Where(part => !IsParty(part)).Select(part => $"&{part}"));

    // Those of the history that the list by party finds now; without such a filter all.
    async Task<List<string>> ListedAsync(string filter, RandomHistory history)
    {
        if (Parts(filter).FirstOrDefault(IsParty) is not { } party)
            return [.. history.Ids];

        List<string> listed = [];
        for (var page = $"/api/negotiations?{party}&limit=200"; page is not null; )
        {
            var answer = await server.Anonymous.Asks(page).Succeeds();
            listed.AddRange(answer.Each("items", "id").OfType<string>().Intersect(history.Ids));
            page = answer["next"];
        }

        return listed;
    }

    // What the rest of the filter gives of each.
    async Task<List<string>> OfListedAsync(IEnumerable<string> listed, string rest)
    {
        List<string> state = [];
        foreach (var id in listed)
            state.AddRange((await MirroredAsync(await PagesAsync($"?after=0&negotiation={id}{rest}"))).State);

        return [.. state.Order(StringComparer.Ordinal)];
    }
}
