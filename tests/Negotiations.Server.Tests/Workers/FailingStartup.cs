using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Negotiations.Server.Tests.Workers;
using Negotiations.Store.Workers;

[assembly: HostingStartup(typeof(FailingStartup))]

namespace Negotiations.Server.Tests.Workers
{
    /// <summary>
    /// Adds a worker that fails to the real program, in a process of its own, by the means ASP.NET Core has for it
    /// (hosting startup). In this process, where tests compose servers too, the variable is not set: nothing is added.
    /// </summary>
    public sealed class FailingStartup : IHostingStartup
    {
        public const string Variable = "NEGOTIATIONS_TEST_FAILS_WITH";
        public const string DelayVariable = "NEGOTIATIONS_TEST_FAILS_AFTER";

        public void Configure(IWebHostBuilder builder)
        {
            if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } type)
                return;

            var delay = int.Parse(Environment.GetEnvironmentVariable(DelayVariable)!, CultureInfo.InvariantCulture);
            var fault = new Fault(type, TimeSpan.FromMilliseconds(delay));
            builder.ConfigureServices(services => services.AddSingleton(fault).AddWorker<Failing>());
        }

        internal sealed record Fault(string Type, TimeSpan Delay);

        internal sealed class Failing(Fault fault, ILogger<Failing> logger) : Worker("a test's worker", logger)
        {
            protected override TimeSpan Rest => TimeSpan.FromSeconds(1);

            protected override Backoff Backoff => new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10));

            protected override async Task StepAsync(CancellationToken stop)
            {
                await Task.Delay(fault.Delay, stop);
                throw (Exception)Activator.CreateInstance(Type.GetType(fault.Type, throwOnError: true)!)!;
            }
        }
    }
}

/// <summary>
/// Loaded by the runtime (DOTNET_STARTUP_HOOKS): with it the program finds this assembly and those it needs, which are
/// not among its own.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() =>
        System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(AppContext.BaseDirectory, name.Name + ".dll") is var file && File.Exists(file)
                ? context.LoadFromAssemblyPath(file)
                : null;
}
