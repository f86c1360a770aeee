using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Benchmarks;

/// <summary>The ceiling: Kestrel and prepared Npgsql doing the same SQL, with no rule, no view and no check.</summary>
internal static class Bare
{
    /// <summary>A summary as our row has it, written again with every bare append.</summary>
    public static byte[] Summary { get; private set; } = [];

    /// <summary>Takes the summary of one of our negotiations as what the bare endpoint writes.</summary>
    public static async Task TakeSummaryAsync(string connectionString, string id)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select summary from negotiations.status where id = $1");
        command.Parameters.AddWithValue(id);
        Summary = Encoding.UTF8.GetBytes((string)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>Takes statuses as we answer them as what the bare endpoint reads.</summary>
    public static async Task TakeStatusesAsync(string connectionString, IEnumerable<string> ids)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Bench.OurPort}") };
        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (var id in ids)
        {
            await using var command = source.CreateCommand(
                "insert into bare.answer values ($1, $2) on conflict (id) do update set data = excluded.data"
            );
            command.Parameters.AddWithValue(id);
            var path = new Uri($"/api/negotiations/{id}", UriKind.Relative);
            command.Parameters.AddWithValue(await client.GetStringAsync(path));
            await command.ExecuteNonQueryAsync();
        }
    }

    public static async Task PrepareAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            create schema if not exists bare;
            drop table if exists bare.event, bare.status, bare.answer;
            create table bare.event (
              seq bigserial primary key, id uuid not null unique, stream varchar not null, version bigint not null,
              type varchar not null, data jsonb not null,
              recorded_at timestamptz not null default clock_timestamp(), unique (stream, version));
            create table bare.status (id varchar primary key, version bigint not null, summary text not null);
            create table bare.answer (id varchar primary key, data text not null);
            alter table bare.answer alter column data set compression lz4;
            """
        );
        await command.ExecuteNonQueryAsync();
    }

    public static WebApplication Build(string connectionString, int port)
    {
        var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxAutoPrepare = 50,
                AutoPrepareMinUsages = 2,
                MaxPoolSize = 40,
            }
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(source);
        var app = builder.Build();
        app.MapPost("/events/{stream}", AppendAsync);
        app.MapGet("/status/{id}", StatusAsync);
        app.MapGet("/list", ListAsync);
        return app;
    }

    // One statement: the event with the next version of its stream, and a row of the size that ours has at a hundred
    // events.
    private static async Task<IResult> AppendAsync(string stream, HttpRequest request, NpgsqlDataSource source)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        await using var command = source.CreateCommand(
            """
            with s as (
              insert into bare.status (id, version, summary) values ($1, 1, $2)
              on conflict (id) do update set version = bare.status.version + 1, summary = excluded.summary
              returning version)
            insert into bare.event (id, stream, version, type, data)
            select $3, $1, s.version, 'clash-reported', $4 from s returning seq, version
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = Summary });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = body.ToArray() });
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        return TypedResults.Json(new { sequence = rows.GetInt64(0), version = rows.GetInt64(1) }, statusCode: 201);
    }

    private static async Task<IResult> StatusAsync(string id, NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select data from bare.answer where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync()
            ? TypedResults.Bytes(rows.GetFieldValue<byte[]>(0), "application/json")
            : TypedResults.NotFound();
    }

    private static async Task<IResult> ListAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select summary from negotiations.status order by id limit 51");
        await using var rows = await command.ExecuteReaderAsync();
        using var page = new MemoryStream();
        while (await rows.ReadAsync())
            page.Write(rows.GetFieldValue<byte[]>(0));
        return TypedResults.Bytes(page.ToArray(), "application/json");
    }
}
