using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Workers;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Server.Tests.Workers;

/// <summary>A background loop that meets faults: it says so, and goes on.</summary>
public sealed class KeepingOn
{
    static readonly Backoff Hasty = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200));

    [Fact]
    public async Task A_fault_is_logged_degrades_health_and_is_over_once_a_step_succeeds()
    {
        using var steps = new Steps(new InvalidOperationException("once"));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(steps)).Status);

        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("it fails", () => steps.State.Faults == 1);
        var failing = await HealthAsync(steps);
        Assert.Equal(HealthStatus.Degraded, failing.Status);
        Assert.Contains("steps has failed once since 20", failing.Description, StringComparison.Ordinal);
        Assert.Contains(steps.Log, line =>
            line is { Text: "steps failed, and tries again.", Fault: InvalidOperationException }
        );

        steps.Goes.Set();
        await Scratch.Eventually("it works again", () => steps.Done > 0);
        await Scratch.Eventually("and says so", () => steps.State == WorkerState.Well);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(steps)).Status);
        Assert.Contains(steps.Log, line =>
            line.Text.StartsWith("steps works again, after 1 failed ", StringComparison.Ordinal)
        );
        await steps.StopAsync(Scratch.Stop);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(NpgsqlException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(ObjectDisposedException))]
    public async Task No_kind_of_fault_ends_the_loop(Type kind)
    {
        var fault =
            kind == typeof(ObjectDisposedException)
                ? new ObjectDisposedException("it")
                : (Exception)Activator.CreateInstance(kind)!;
        using var steps = new Steps(fault, fault, fault);
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("it works again", () => steps.Done > 0);
        Assert.False(steps.ExecuteTask!.IsCompleted);
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public async Task A_fault_that_persists_is_tried_ever_less_often_and_health_says_since_when()
    {
        using var steps = new Steps(Enumerable.Repeat(new InvalidOperationException("again"), 1000));
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("it has failed eight times", () => steps.State.Faults >= 8);
        var since = steps.State.FailingSince!.Value;
        Assert.True(
            steps.Tried[0] <= since.AddMilliseconds(50) && since < steps.Tried[1],
            "It fails since the first fault."
        );
        Assert.Contains($"since {since:u}", (await HealthAsync(steps)).Description, StringComparison.Ordinal);

        // The fifth pause and those after it last from half of the limit to all of it.
        var pauses = steps.Tried.Zip(steps.Tried.Skip(1), (one, next) => next - one).ToList();
        Assert.InRange(pauses[0], TimeSpan.FromMilliseconds(9), pauses[5]);
        Assert.InRange(pauses[5], TimeSpan.FromMilliseconds(99), TimeSpan.FromSeconds(30));

        // One fault that persists does not fill the log.
        Assert.True(
            steps.Log.Count(line => line.Fault is not null) < 8,
            "Written at the first, second, fourth, eighth time."
        );
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public async Task What_an_exception_says_is_in_the_log_and_not_in_health()
    {
        using var steps = new Steps(Enumerable.Repeat(new InvalidOperationException("password=canary"), 1000));
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("it fails", () => steps.State.Faults > 1);

        Assert.DoesNotContain("canary", (await HealthAsync(steps)).Description, StringComparison.Ordinal);
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public async Task A_step_that_does_not_end_stands_still()
    {
        using var steps = new Steps { Limit = TimeSpan.FromMilliseconds(100), LastsUntilStopped = true };
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("health says so", () => IsStalledAsync(steps));
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public async Task A_long_step_that_makes_progress_does_not_stand_still()
    {
        using var steps = new Steps { Limit = TimeSpan.FromMilliseconds(500), ProgressesUntilStopped = true };
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        var began = Environment.TickCount64;
        while (Environment.TickCount64 - began < 1500)
        {
            Assert.False(await IsStalledAsync(steps));
            await Task.Delay(50, Scratch.Stop);
        }

        Assert.Equal(0, steps.Done);
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public async Task A_fault_of_the_stop_itself_is_none()
    {
        using var steps = new Steps { LastsUntilStopped = true, FailsWhenStopped = true };
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("it is at work", () => steps.Tried.Count > 0);
        await steps.StopAsync(Scratch.Stop);

        Assert.True(steps.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(steps.Log);
    }

    [Theory]
    [InlineData(typeof(OutOfMemoryException), true)]
    [InlineData(typeof(InvalidOperationException), false)]
    public async Task Only_what_a_new_process_can_repair_ends_the_loop(Type kind, bool ends)
    {
        var fault = (Exception)Activator.CreateInstance(kind)!;
        using var steps = new Steps(new AggregateException(fault));
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("it ended or went on", () => steps.ExecuteTask!.IsCompleted || steps.Done > 0);

        Assert.Equal(ends, steps.State.HasEnded);
        Assert.Equal(ends, steps.ExecuteTask!.IsFaulted);
        var said = (await HealthAsync(steps)).Description?.StartsWith("steps cannot go on", StringComparison.Ordinal);
        Assert.Equal(ends, said == true);
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public async Task A_wake_up_ends_the_rest_and_one_that_comes_during_a_step_is_not_lost()
    {
        using var steps = new Steps { RestsFor = TimeSpan.FromMinutes(10) };
        steps.DoesMeanwhile = () => steps.Wake();
        steps.Goes.Set();
        await steps.StartAsync(Scratch.Stop);
        await Scratch.Eventually("the step after it was made", () => steps.Done >= 2);
        await steps.StopAsync(Scratch.Stop);
    }

    [Fact]
    public void A_pause_doubles_up_to_its_limit_and_half_of_it_is_left_to_chance()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

        Assert.Equal(
            [1, 2, 4, 8, 16, 30, 30],
            Enumerable.Range(1, 7).Select(faults => (int)backoff.After(faults, jitter: 1).TotalSeconds)
        );
        Assert.Equal(
            [0.5, 1, 2, 4, 8, 15, 15],
            Enumerable.Range(1, 7).Select(faults => backoff.After(faults, jitter: 0).TotalSeconds)
        );
        Assert.Equal(TimeSpan.FromSeconds(30), backoff.After(int.MaxValue, jitter: 1));
    }

    static async Task<bool> IsStalledAsync(Worker worker) =>
        (await HealthAsync(worker)).Description?.StartsWith("steps is stalled", StringComparison.Ordinal) == true;

    static Task<HealthCheckResult> HealthAsync(Worker worker) =>
        new WorkerHealth([worker]).CheckHealthAsync(new HealthCheckContext(), Scratch.Stop);

    /// <summary>A worker that meets the given faults, one in each step, and none after them.</summary>
    sealed class Steps : Worker
    {
        readonly Queue<Exception> faults;
        readonly LogLines lines;

        public Steps(params IEnumerable<Exception> faults)
            : this(new LogLines(), faults) { }

        Steps(LogLines lines, IEnumerable<Exception> faults)
            : base("steps", lines.CreateLogger("steps")) =>
            (this.lines, this.faults) = (lines, new Queue<Exception>(faults));

        /// <summary>Until it is set, no step succeeds.</summary>
        public ManualResetEventSlim Goes { get; } = new();

        public List<DateTimeOffset> Tried { get; } = [];

        public int Done { get; private set; }

        public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

        public TimeSpan RestsFor { get; init; } = TimeSpan.FromMilliseconds(1);

        public bool LastsUntilStopped { get; init; }

        public bool ProgressesUntilStopped { get; init; }

        public bool FailsWhenStopped { get; init; }

        public Action DoesMeanwhile { get; set; } = () => { };

        public IReadOnlyCollection<LogLine> Log => lines.All;

        public override TimeSpan StepLimit => Limit;

        protected override TimeSpan Rest => RestsFor;

        protected override Backoff Backoff => Hasty;

        protected override async Task StepAsync(CancellationToken stop)
        {
            Tried.Add(DateTimeOffset.UtcNow);
            if (faults.TryDequeue(out var fault))
                throw fault;

            while (!Goes.IsSet)
                await Task.Delay(5, stop);

            DoesMeanwhile();
            for (; ProgressesUntilStopped; Progress())
                await Task.Delay(20, stop);

            if (LastsUntilStopped)
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            if (FailsWhenStopped)
                throw new IOException("What it worked with has gone.");

            stop.ThrowIfCancellationRequested();

            Done++;
        }
    }
}
