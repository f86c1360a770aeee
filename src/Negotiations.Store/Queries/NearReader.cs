using Negotiations.Search;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>Looks for what comes near to words that nothing has all of.</summary>
public sealed class NearReader(Database database)
{
    private const int MostItems = 5;
    private const int MostSuggestions = 3;

    // So many words and rows are compared: an answer to a typing error may not cost more than one to a question.
    private const int MostMissed = 4;
    private const int MostRows = 20_000;
    private const int ShortestCompared = 3;

    /// <param name="list">With words that are looked for, by which nothing was found.</param>
    /// <param name="stop">Given up while rows are read.</param>
    public async Task<NearMatches?> OfAsync(ListQuery list, CancellationToken stop)
    {
        if (list.Terms is not { All.Count: > 0 } terms)
            return null;

        var (items, found) = await ItemsAsync(list, terms, stop);
        List<MissedWord> words = [];
        foreach (var (place, term) in terms.All.Index())
            if (!found.Contains(place + 1) && list.Named[place].Count == 0 && words.Count < MostMissed)
                words.Add(new MissedWord(term.Text, await SuggestAsync(term, stop)));

        // Where none of the words is anywhere, those that are written nearly so say what is meant.
        if (items.Count == 0 && words.Exists(word => word.Suggestions.Count > 0))
        {
            var meant = list.LookingFor(string.Join(' ', words.SelectMany(word => word.Suggestions.Take(1))));
            (items, _) = await ItemsAsync(meant, meant.Terms!, stop);
            items = [.. items.Select(item => item with { Missing = Without(terms, found) })];
        }

        return NearMatches.Of(words, items);
    }

    // The negotiations that have the most of the words, and the places of the words that any has.
    private async Task<(IReadOnlyList<NearMatch> Items, IReadOnlyList<int> Found)> ItemsAsync(
        ListQuery list,
        SearchTerms terms,
        CancellationToken stop
    )
    {
        List<NearMatch> items = [];
        IReadOnlyList<int> found = [];
        await using var command = ListSelect.Nearest(list, MostItems, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var has = rows.GetFieldValue<int[]>(2);
            if (await rows.IsDBNullAsync(0, stop))
                found = has;
            else
                items.Add(new NearMatch(rows.GetString(0), rows.GetString(1), Without(terms, has)));
        }

        return (items, found);
    }

    private static List<string> Without(SearchTerms terms, IReadOnlyList<int> has) =>
        [.. terms.All.Where((_, place) => !has.Contains(place + 1)).Select(term => term.Text)];

    private async Task<IReadOnlyList<string>> SuggestAsync(SearchTerm term, CancellationToken stop)
    {
        var asked = term.Spellings[0];
        if (asked.Length < ShortestCompared)
            return [];

        var most = asked.Length < 6 ? 1 : 2;
        List<(string Word, int Distance, int Count)> near = [];
        await using (
            var command = database.Source.CreateCommand(
                $"""
                select word, ndoc from ts_stat('select search from {Tables.Schema}.search_words limit {MostRows}')
                where length(word) between $1 and $2
                """
            )
        )
        {
            command.Parameters.AddWithValue(asked.Length - most);
            command.Parameters.AddWithValue(asked.Length + most);
            await using var rows = await command.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
                if (EditDistance.Of(asked, rows.GetString(0), most) is < int.MaxValue and var distance)
                    near.Add((rows.GetString(0), distance, rows.GetInt32(1)));
        }

        List<string> suggestions = [];
        foreach (
            var (word, _, _) in near.OrderBy(each => each.Distance)
                .ThenByDescending(each => each.Count)
                .ThenBy(each => each.Word, StringComparer.Ordinal)
                .Take(MostSuggestions)
        )
            if (await WrittenAsync(word, stop) is { } written && !suggestions.Contains(written))
                suggestions.Add(written);

        return suggestions;
    }

    // In the spelling of the text that has it. A synonym is in no text: that is written as those who search write it.
    private async Task<string?> WrittenAsync(string word, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select words from {Tables.Schema}.search_words where search @@ $1::tsquery limit 1"
        );
        command.Parameters.AddWithValue(SearchVector.Quote(word));
        return await command.ExecuteScalarAsync(stop) is string text
            ? SearchVector
                .Read(text)
                .SelectMany(line =>
                    line.Words.Where(each => each.Spellings.Contains(word))
                        .Select(each => line.Text.Substring(each.Start, each.Length))
                )
                .FirstOrDefault()
                ?? Synonyms.Written(word)
            : null;
    }
}
