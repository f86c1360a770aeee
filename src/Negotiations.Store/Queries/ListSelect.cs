using System.Text;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>A list as SQL over the stored views.</summary>
public static class ListSelect
{
    // A page shows a few lines of each that is found.
    private const int MostTexts = 8;

    /// <summary>
    /// Rows of summary, id, sort value, the last sequence of the record and, where words are looked for, the texts they
    /// are found in and the codes of its actors. On a later page without those that something was recorded of since the
    /// first.
    /// </summary>
    public static NpgsqlCommand Page(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        var from = From(list, command);
        var where = Where(list, command);
        var text = list.Terms is { } terms ? $", {FoundIn(terms, command)}, s.actors" : "";
        var sql = new StringBuilder(
            $"select s.summary, s.id, {list.Sort.Sql} as sort, {Known(list, command)}{text} from {from} where {where}"
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

    /// <summary>
    /// Rows of id, title and the numbers of the terms found, of those that most of the words find where none is found
    /// by all, and of no id the numbers of the terms that something is found by.
    /// </summary>
    public static NpgsqlCommand Nearest(ListQuery list, int most, Database database)
    {
        var command = database.Source.CreateCommand();
        var from = From(list, command);
        command.CommandText = $"""
            (select s.id, s.title, f.terms from {from} where s.merged_into is null and f.terms is not null
             order by cardinality(f.terms) desc, f.fit desc, {ListSort.Id.Sql} limit {Add(command, most)})
            union all
            select null, null, array(select q.term from {Asked} where exists (
              select from {Tables.Schema}.search_words w where w.search @@ q.query))
            """;
        return command;
    }

    /// <summary>Rows of the summary of all that the filter finds, in the order asked for.</summary>
    public static NpgsqlCommand All(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        command.CommandText = $"select s.summary from {From(list, command)} where {Where(list, command)}{Order(list)}";
        return command;
    }

    /// <summary>A digest of all that <see cref="All"/> gives, in its order.</summary>
    public static NpgsqlCommand Digest(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        var from = From(list, command);
        command.CommandText = $"""
            select md5(coalesce(string_agg(md5(s.summary), ''{Order(list)}), ''))
            from {from} where {Where(list, command)}
            """;
        return command;
    }

    /// <summary>What the whole filter finds, for counting.</summary>
    public static NpgsqlCommand Counted(ListQuery list, Database database)
    {
        var command = database.Source.CreateCommand();
        command.CommandText =
            $"select {Facets.Columns}, s.actors from {From(list, command)} where {Where(list, command)}";
        return command;
    }

    private static string Known(ListQuery list, NpgsqlCommand command) =>
        list.Pin is { } pin
            ? $"{Add(command, pin)}::bigint"
            : $"(select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events)";

    // The words that are looked for, numbered from 1; always the first parameter.
    private const string Asked =
        "(select each::tsquery as query, place::int as term "
        + "from unnest($1::text[]) with ordinality as given (each, place)) q";

    // Beside each negotiation which words it is found by (null: by none), and how well it fits.
    private static string From(ListQuery list, NpgsqlCommand command)
    {
        if (list.Terms is not { } terms)
            return $"{Tables.Schema}.status s";

        Add(command, terms.All.Select(term => SearchVector.Query(term)).ToArray());
        var id = Add(command, list.TextAsId!);
        return $"""
            {Tables.Schema}.status s left join (
              select h.id, sum(h.best)::int + case when h.id = {id} then {ListSort.FitOfId} else 0 end as fit,
                array_agg(h.term) as terms from (
                select w.id, q.term, max(case
                  when ts_filter(w.search, '{"{a}"}') @@ q.query then {SearchWeight.Title.Value()}
                  when ts_filter(w.search, '{"{b}"}') @@ q.query then {SearchWeight.Actor.Value()}
                  when ts_filter(w.search, '{"{c}"}') @@ q.query then {SearchWeight.Place.Value()}
                  else {SearchWeight.Text.Value()} end) as best
                from {Asked} join {Tables.Schema}.search_words w on w.search @@ q.query
                group by w.id, q.term) h
              group by h.id) f on f.id = s.id
            """;
    }

    // Some of the texts that hold the words; the weightiest are shown.
    private static string FoundIn(SearchTerms terms, NpgsqlCommand command)
    {
        var any = terms.All.Count == 0 ? "null" : Add(command, SearchVector.AnyOf(terms));
        return $"""
            (select coalesce(string_agg(l.words, E'\n'), '') from (
              select w.words from {Tables.Schema}.search_words w where w.id = s.id and w.search @@ {any}::tsquery
              order by ts_rank(w.search, {any}::tsquery) desc, w.part limit {MostTexts}) l)
            """;
    }

    // By id the index alone gives the order.
    private static string Order(ListQuery list)
    {
        var direction = list.Sort.Descending ? " desc" : "";
        return $" order by {list.Sort.Sql}{direction}{(list.Sort.IsById ? "" : $", {ListSort.Id.Sql}{direction}")}";
    }

    private static string Where(ListQuery list, NpgsqlCommand command)
    {
        List<string> conditions = ["s.merged_into is null"];

        if (list.Terms is { } terms)
            conditions.Add(terms.All.Count == 0 ? "false" : Found(terms, list.Named, command));

        if (list.ExternalId is { } id)
            conditions.Add(
                $"exists (select from {Tables.Schema}.search_words w "
                    + $"where w.id = s.id and w.search @@ {Add(command, SearchVector.Query(id))}::tsquery)"
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

    // Each word in the texts themselves, or among the recorded names of the actors.
    private static string Found(SearchTerms terms, IReadOnlyList<IReadOnlyList<string>> named, NpgsqlCommand command) =>
        named.All(codes => codes.Count == 0)
            ? $"cardinality(f.terms) = {terms.All.Count}"
            : string.Join(
                " and ",
                named.Select(
                    (codes, place) =>
                        codes.Count == 0
                            ? $"{place + 1} = any(f.terms)"
                            : $"({place + 1} = any(f.terms) or s.actors && {Add(command, codes.ToArray())}::varchar[])"
                )
            );

    private static string Add(NpgsqlCommand command, object value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return $"${command.Parameters.Count}";
    }
}
