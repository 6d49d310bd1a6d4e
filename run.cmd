@echo off
rem run              opens Inchstone
rem run cli ...      the program without a window
rem run help         everything else: demo, test, check, bench, soak, prove, shots, freeze
rem Thin on purpose, as ./run is. What can think is in installer\.
setlocal
set "here=%~dp0"
set "python=%here%.venv\Scripts\python.exe"

if not exist "%python%" goto make
fc /b "%here%requirements.lock" "%here%.venv\made-from.lock" >nul 2>nul && goto start

:make
set "finder=py -3"
where py >nul 2>nul || set "finder=python"
%finder% "%here%installer\bootstrap.py" environment
if errorlevel 9009 echo Inchstone needs Python 3.11, 3.12, 3.13 or 3.14 (64-bit): install one (python.org), then start again. 1>&2
if errorlevel 1 exit /b 1

:start
rem The checkout is the only place the program is imported from, whatever folder this was typed in.
set "PYTHONHOME="
set "PYTHONPATH=%here%"
set "PYTHONSAFEPATH=1"
"%python%" "%here%installer\entry.py" %*
exit /b %errorlevel%
