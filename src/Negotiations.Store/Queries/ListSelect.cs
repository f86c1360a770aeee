using System.Text;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>A list as SQL over the stored views.</summary>
public static class ListSelect
{
    /// <summary>
    /// Rows of summary, id, sort value, the last sequence of the record and, where words are looked for, the texts they
    /// are found in and the codes of its actors. On a later page without those that something was recorded of since the
    /// first.
    /// </summary>
    public static NpgsqlCommand Page(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        var where = Where(list, command);
        var text = list.Terms is null ? "" : ", w.words, s.actors";
        var sql = new StringBuilder(
            $"select s.summary, s.id, {list.Sort.Sql} as sort, {Known(list, command)}{text} "
                + $"from {From(list)} where {where}"
        );
        if (list.Pin is { } pin)
            sql.Append(
                $" and s.id not in (select stream_id from {Tables.Schema}.mt_events where seq_id > {Add(command, pin)})"
            );

        if (list.After is { } after)
        {
            var (place, values) = list.Sort.IsById
                ? (list.Sort.Sql, Add(command, after[0]))
                : ($"({list.Sort.Sql}, {ListSort.Id.Sql})", $"({Add(command, after[0])}, {Add(command, after[1])})");
            sql.Append($" and {place} {(list.Sort.Descending ? "<" : ">")} {values}");
        }

        sql.Append(Order(list)).Append(" limit ").Append(Add(command, list.Limit + 1));
        command.CommandText = sql.ToString();
        return command;
    }

    /// <summary>By what each of these is sorted, in their order, where only the database can say.</summary>
    /// <param name="list">With words that are looked for.</param>
    /// <param name="vectors">As <see cref="SearchVector.Of"/> wrote them.</param>
    /// <param name="database">Asked.</param>
    public static NpgsqlCommand Sorts(ListQuery list, IEnumerable<string> vectors, Database database)
    {
        var command = database.Source.CreateCommand();
        Add(command, SearchVector.Query(list.Terms!));
        command.CommandText = $"""
            select {list.Sort.Sql}
            from (select each::tsvector as search, place
                  from unnest({Add(command, vectors.ToArray())}::text[]) with ordinality as given (each, place)) w
            order by w.place
            """;
        return command;
    }

    /// <summary>Rows of the summary of all that the filter finds, in the order asked for.</summary>
    public static NpgsqlCommand All(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        command.CommandText = $"select s.summary from {From(list)} where {Where(list, command)}{Order(list)}";
        return command;
    }

    /// <summary>What the whole filter finds, for counting.</summary>
    public static NpgsqlCommand Counted(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        command.CommandText = $"select {Facets.Columns}, s.actors from {From(list)} where {Where(list, command)}";
        return command;
    }

    private static string Known(ListQuery list, NpgsqlCommand command) =>
        list.Pin is { } pin
            ? $"{Add(command, pin)}::bigint"
            : $"(select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events)";

    private static string From(ListQuery list) =>
        $"{Tables.Schema}.status s"
        + (list.Terms is null ? "" : $" join {Tables.Schema}.status_words w on w.id = s.id");

    // By id the index alone gives the order.
    private static string Order(ListQuery list)
    {
        var direction = list.Sort.Descending ? " desc" : "";
        return $" order by {list.Sort.Sql}{direction}{(list.Sort.IsById ? "" : $", {ListSort.Id.Sql}{direction}")}";
    }

    private static string Where(ListQuery list, NpgsqlCommand command)
    {
        List<string> conditions = ["s.merged_into is null"];

        // The first parameter, because the order by relevance names it too.
        if (list.Terms is { } terms)
            conditions.Add(
                terms.All.Count == 0
                    ? $"{Add(command, "")}::text is null"
                    : Found(
                        terms,
                        list.Named,
                        $"w.search @@ {Add(command, SearchVector.Query(terms))}::tsquery",
                        command
                    )
            );

        Filter("phase = ", list.Phase is { } phase ? WireName.Of(phase) : null);
        Filter("health = ", list.Health is { } health ? WireName.Of(health) : null);
        Filter("security = ", list.Security is { } security ? WireName.Of(security) : null);
        Filter("kind = ", list.Kind is { } kind ? WireName.Of(kind) : null);
        Filter("subject = ", list.Subject is { } subject ? WireName.Of(subject) : null);
        if (list.ChangedSince is { } since)
            conditions.Add(Changed(Add(command, since)));

        if (list.Party is { } party)
            conditions.Add(
                party.Codes is [var only]
                    ? $"{Add(command, only)} = any(s.actors)"
                    : $"s.actors && {Add(command, party.Codes.ToArray())}::varchar[]"
            );

        return string.Join(" and ", conditions);

        void Filter(string condition, object? value)
        {
            if (value is not null)
                conditions.Add($"s.{condition}{Add(command, value)}");
        }
    }

    // By an event, or by time alone, of which there is a notice; few rows have turned.
    private static string Changed(string since) =>
        $"""
            (s.recorded_at > {since}
              or (s.turned_on is not null or s.recorded_at > {since} - interval '1 day')
                and exists (select from {Tables.Schema}.mt_events n
                            where n.stream_id = '{NoticeEvent.StreamPrefix}' || s.id and n.timestamp > {since}))
            """;

    // Each word in the view itself, or among the recorded names of its actors.
    private static string Found(
        SearchTerms terms,
        IReadOnlyList<IReadOnlyList<string>> named,
        string inView,
        NpgsqlCommand command
    )
    {
        if (named.All(codes => codes.Count == 0))
            return inView;

        var each = terms.All.Zip(named, (term, codes) =>
            $"(w.search @@ {Add(command, SearchVector.Query(new SearchTerms([term])))}::tsquery"
            + $" or s.actors && {Add(command, codes.ToArray())}::varchar[])"
        );
        return $"({inView} or ({string.Join(" and ", each)}))";
    }

    private static string Add(NpgsqlCommand command, object value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return $"${command.Parameters.Count}";
    }
}
